import { dirname, join } from 'node:path';

/** The runtime is 45 MB of native code: nothing loads it before the first session is opened. */
export type Ort = typeof import('onnxruntime-node');

let loading: Promise<Ort> | undefined;

export function loadOrt(): Promise<Ort> {
  // Since 1.29 the runtime tells its maker of each session (model file, hashes, device) unless this is
  // set before the library is loaded. This app sends nothing anywhere.
  process.env.ORT_DISABLE_TELEMETRY = '1';
  loading ??= import('onnxruntime-node').then((ort) => {
    // Errors come back as exceptions; the runtime's own log would say them again on stderr.
    ort.env.logLevel = 'fatal';
    return ort;
  });
  return loading;
}

/** Where the runtime's native libraries lie: CUDA's are looked for there before it is tried. */
export function ortLibraryFolder(packageFile: string): string {
  return join(dirname(packageFile), 'bin', 'napi-v6', process.platform, process.arch);
}

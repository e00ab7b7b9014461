import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Provider } from '@core/protocol';
import type { InferenceSession } from 'onnxruntime-node';
import { ortLibraryFolder } from './ort';
import { vulkanFacts } from './vulkan';

export type ActualProvider = Exclude<Provider, 'auto'>;

export const providerTitles: Readonly<Record<ActualProvider, string>> = {
  cpu: 'the CPU',
  webgpu: 'WebGPU',
  cuda: 'CUDA',
  dml: 'DirectML',
  coreml: 'Core ML',
};

/** What onnxruntime-node 1.30 is built with, best first; the CPU is always last and always works. */
export function candidateProviders(
  platform: NodeJS.Platform = process.platform,
  arch: string = process.arch,
): readonly ActualProvider[] {
  if (platform === 'linux') return arch === 'x64' ? ['cuda', 'webgpu', 'cpu'] : ['cpu'];
  if (platform === 'win32') return ['dml', 'webgpu', 'cpu'];
  if (platform === 'darwin' && arch === 'arm64') return ['coreml', 'webgpu', 'cpu'];
  return ['cpu'];
}

/**
 * How a provider is named to the runtime. WebGPU keeps NCHW: with its own choice, NHWC, version 1.30
 * computes the bundled U-Net wrongly (off by 3.6 where outputs span 5, at every level of
 * optimisation); with NCHW it is within 5e-6 of the CPU. tests/engine/webgpu.test.ts holds it to that.
 */
export const executionProvider = (
  provider: ActualProvider,
): InferenceSession.ExecutionProviderConfig =>
  provider === 'webgpu' ? { name: 'webgpu', preferredLayout: 'NCHW' } : provider;

/**
 * Why `auto` does not even try a provider here, or null when it is worth a session. Asked for by
 * name a provider is always tried: the user may know better.
 */
export function reasonToSkip(
  provider: ActualProvider,
  env: NodeJS.ProcessEnv = process.env,
): string | null {
  if (process.platform !== 'linux') return null;
  if (provider === 'cuda' && !existsSync(cudaLibrary())) {
    return "ONNX Runtime's CUDA libraries are not installed";
  }
  if (provider === 'webgpu') {
    const { software, nothing } = vulkanFacts(env);
    if (software) {
      return `the only WebGPU adapter is a software one (${software}), slower than the CPU itself`;
    }
    if (nothing) return 'no WebGPU adapter was found (no graphics device, no Vulkan driver)';
  }
  return null;
}

function cudaLibrary(): string {
  const packageFile = createRequire(import.meta.url).resolve('onnxruntime-node/package.json');
  return join(ortLibraryFolder(packageFile), 'libonnxruntime_providers_cuda.so');
}

/** The runtime's message for a provider that cannot be had, without C++ file names. */
export function providerFailure(provider: ActualProvider, cause: string): string {
  const last = cause.split('was false.').at(-1)?.trim() ?? cause;
  if (/adapter/i.test(cause)) return `no WebGPU adapter was found (${last})`;
  if (/backend not found/i.test(cause)) {
    return `this build of ONNX Runtime has no ${providerTitles[provider]}`;
  }
  if (/shared library/i.test(cause)) {
    return `the libraries of ${providerTitles[provider]} are not installed (${last})`;
  }
  return `${providerTitles[provider]} could not be started (${last})`;
}

/** The file itself is at fault, whatever runs it. */
export const isModelFault = (cause: string): boolean =>
  /protobuf|ModelProto|INVALID_GRAPH|INVALID_PROTOBUF|is not a registered function|opset/i.test(
    cause,
  );

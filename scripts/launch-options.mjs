import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { readRuntime } from './setup/electron-runtime.mjs';
import { projectRoot } from './setup/index.mjs';

/**
 * How to start this clone's Electron with the app: for Playwright's `_electron.launch`, for `spawn`.
 * @param {string[]} [appArgs] arguments for the app itself
 * @returns {{ executablePath: string, args: string[], env: Record<string, string>, cwd: string }}
 */
export function launchOptions(appArgs = []) {
  const runtime = readRuntime(projectRoot);
  if (!runtime) throw new Error('there is no Electron runtime yet: run "npm run setup" first');
  // The registry's runtime finds the app by itself and would take its path for a file to open.
  const app = runtime.kind === 'official' ? [projectRoot] : [];
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  return {
    executablePath: runtime.executable,
    args: [...chromiumFlags(), ...app, ...appArgs],
    env: { ...env },
    cwd: projectRoot,
  };
}

/** Switches Chromium needs on this machine. */
export function chromiumFlags() {
  if (process.platform !== 'linux') return [];
  return [
    ...(canSandbox() ? [] : ['--no-sandbox']),
    // Without a graphics device Chromium tries one for seconds and fills the log.
    ...(existsSync('/dev/dri') ? [] : ['--disable-gpu']),
    // Without a message bus Chromium reports each attempt to reach it as an error; 3 is "fatal only".
    ...(existsSync('/run/dbus/system_bus_socket') ? [] : ['--log-level=3']),
  ];
}

/** Chromium's sandbox refuses root, and needs user namespaces, which some systems keep from users. */
function canSandbox() {
  if (process.getuid?.() === 0) return false;
  return (
    spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' }).status === 0
  );
}

/**
 * For ONNX Runtime's WebGPU in plain Node on a machine without a GPU: the Vulkan loader and the
 * software driver that Electron ships. The loader's path must be there when the process starts.
 * @returns {Record<string, string>}
 */
export function softwareVulkanEnv(env = process.env) {
  const runtime = readRuntime(projectRoot);
  const folder = runtime && dirname(runtime.executable);
  const driver = folder && join(folder, 'vk_swiftshader_icd.json');
  if (process.platform !== 'linux' || !driver || !existsSync(driver)) return {};
  const libraries = [env.LD_LIBRARY_PATH, folder].filter(Boolean).join(delimiter);
  return { VK_ICD_FILENAMES: driver, LD_LIBRARY_PATH: libraries };
}

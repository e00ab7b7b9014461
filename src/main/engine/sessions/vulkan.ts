import { existsSync, readdirSync } from 'node:fs';

/**
 * What can be known of Vulkan drivers on Linux without loading one. The runtime names no adapter,
 * so a software one is told by its driver's manifest.
 */
export interface VulkanFacts {
  /** A driver that computes on the CPU and nothing else is offered. */
  readonly software: string | null;
  /** Neither a driver nor a graphics device: asking would only make the loader complain. */
  readonly nothing: boolean;
}

const softwareDrivers = /swiftshader|lvp_icd|lavapipe|llvmpipe/i;
const driverFolders = [
  '/usr/share/vulkan/icd.d',
  '/usr/local/share/vulkan/icd.d',
  '/etc/vulkan/icd.d',
  '/run/opengl-driver/share/vulkan/icd.d',
];
// Native, proprietary NVIDIA in a container, and WSL.
const graphicsDevices = ['/dev/dri', '/dev/nvidia0', '/dev/dxg'];

export function vulkanFacts(env: NodeJS.ProcessEnv): VulkanFacts {
  // The loader reads these instead of its folders: names separated by colons.
  const forced = env.VK_DRIVER_FILES ?? env.VK_ICD_FILENAMES;
  const drivers = forced
    ? forced.split(':').filter((name) => name !== '')
    : driverFolders.flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []));
  const software =
    drivers.length > 0 && drivers.every((name) => softwareDrivers.test(name)) ? drivers[0] : null;
  return {
    software: software ?? null,
    nothing: drivers.length === 0 && !graphicsDevices.some((device) => existsSync(device)),
  };
}

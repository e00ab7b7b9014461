import { defineConfig } from 'vitest/config';
import { pathAliases } from './scripts/aliases.mjs';
import { softwareVulkanEnv } from './scripts/launch-options.mjs';

const resolve = { alias: pathAliases() };

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/{core,nodes,scripts,main,renderer}/**/*.test.{ts,tsx}'],
        },
      },
      {
        resolve,
        test: {
          name: 'engine',
          environment: 'node',
          include: ['tests/engine/**/*.test.ts'],
          // Runs the bundled model: seconds a test, and native sessions that must not share a process
          // with a thread that is torn down.
          pool: 'forks',
          // So that the GPU path is tested on machines without one; `npm test` also gives the
          // loader's path, which a process must have from its start.
          env: softwareVulkanEnv(),
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});

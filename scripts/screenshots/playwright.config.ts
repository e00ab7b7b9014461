import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.shots.ts',
  workers: 1,
  timeout: 180_000,
  reporter: 'line',
  outputDir: '../../test-results/screenshots',
});

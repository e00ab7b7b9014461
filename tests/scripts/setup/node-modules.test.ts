import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeModulesStep } from '../../../scripts/setup/node-modules.mjs';
import { temporaryFolder } from '../temporary-folder';

function project(result: { code: number; output: string; missing: boolean }) {
  const root = temporaryFolder({ 'package-lock.json': '{}' });
  const install = async () => {
    mkdirSync(join(root, 'node_modules'), { recursive: true });
    return result;
  };
  return { root, step: nodeModulesStep(root, install) };
}

test('packages are installed once, and again when the lockfile changes', async () => {
  const { root, step } = project({ code: 0, output: '', missing: false });
  expect(step.check()).toMatch(/npm ci/);
  await step.run();
  expect(step.check()).toBeNull();
  writeFileSync(join(root, 'package-lock.json'), '{ "lockfileVersion": 3 }');
  expect(step.check()).toMatch(/package-lock.json has changed/);
  await step.run();
  rmSync(join(root, 'node_modules'), { recursive: true });
  expect(step.check()).toMatch(/npm ci/);
});

test.each([
  ['npm error code ENOTFOUND', /registry did not answer \(ENOTFOUND\).*\n.*npm ping/],
  ['npm error nospc ENOSPC: no space left', /the disk is full.*\n.*Free about/],
  ['npm error code EUSAGE', /EUSAGE.*\n.*Run "npm ci" by hand/],
])(
  '"%s" becomes a reason and a next step, and the install counts as not done',
  async (output, message) => {
    const { step } = project({ code: 1, output, missing: false });
    await expect(step.run()).rejects.toThrow(message);
    expect(step.check()).not.toBeNull();
  },
);

test('a missing npm is said', async () => {
  const { step } = project({ code: 127, output: '', missing: true });
  await expect(step.run()).rejects.toThrow(/npm was not found/);
});

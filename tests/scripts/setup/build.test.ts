import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { buildErrors, buildStep } from '../../../scripts/setup/build.mjs';
import { temporaryFolder } from '../temporary-folder';

const OUTPUTS = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'];

function project() {
  const root = temporaryFolder({ 'src/main/index.ts': 'a', 'nodes/text/prompt.ts': 'b' });
  const build = async () => {
    for (const path of OUTPUTS) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), 'built');
    }
    return { code: 0, output: '', missing: false };
  };
  return { root, step: buildStep(root, build) };
}

test('a build is stale when a source was changed, added or removed', async () => {
  const { root, step } = project();
  expect(step.check()).toBe('out/ is not there yet');
  await step.run();
  expect(step.check()).toBeNull();

  writeFileSync(join(root, 'nodes/text/prompt.ts'), 'changed');
  expect(step.check()).toBe('the sources have changed');
  await step.run();
  writeFileSync(join(root, 'nodes/text/new.ts'), '');
  expect(step.check()).toBe('the sources have changed');
  await step.run();
  rmSync(join(root, 'nodes/text/new.ts'));
  expect(step.check()).toBe('the sources have changed');
});

test('touching a file is no change, a lost output is', async () => {
  const { root, step } = project();
  await step.run();
  utimesSync(join(root, 'src/main/index.ts'), new Date(), new Date());
  expect(step.check()).toBeNull();
  rmSync(join(root, 'out/preload/index.cjs'));
  expect(step.check()).toBe('out/ is not there yet');
});

test('a failed build stays stale and shows the error without the stack of the bundler', async () => {
  const { root } = project();
  const output =
    'transforming...\nerror during build:\n\nsrc/a.ts: no such export\n    at build (x.js:1)';
  const failing = buildStep(root, async () => ({ code: 1, output, missing: false }));
  await expect(failing.run()).rejects.toThrow(/Building the app failed.\n {2}Why: {2}src\/a.ts/);
  expect(failing.check()).not.toBeNull();
  expect(buildErrors(output)).toBe('src/a.ts: no such export');
});

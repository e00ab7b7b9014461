import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { bundledModel } from './helpers/library';

test('the runtime is told to send nothing before it is loaded', async () => {
  vi.stubEnv('ORT_DISABLE_TELEMETRY', undefined);
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.doMock('onnxruntime-node', () => ({
    env: {},
    telemetryWhenLoaded: process.env.ORT_DISABLE_TELEMETRY ?? 'on',
  }));
  const { loadOrt } = await import('../../src/main/engine/sessions/ort');
  expect(await loadOrt()).toMatchObject({ telemetryWhenLoaded: '1' });
});

test.skipIf(process.platform === 'win32')(
  'so told it leaves nothing at home: neither a device id nor what it would have sent',
  () => {
    const home = mkdtempSync(join(tmpdir(), 'patchbay-home-'));
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    const model = join(bundledModel, 'class_embedder', 'model.onnx');
    const code = `const ort = require('onnxruntime-node');
      ort.InferenceSession.create(${JSON.stringify(model)}).then((s) => s.release());`;
    // The runtime keeps quiet by itself where CI is set: here it must be the variable alone.
    const { CI: _ci, XDG_CACHE_HOME: _cache, ...env } = process.env;
    execFileSync(process.execPath, ['-e', code], {
      env: { ...env, HOME: home, ORT_DISABLE_TELEMETRY: '1' },
    });
    expect(readdirSync(home)).toEqual([]);
  },
);

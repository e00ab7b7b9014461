import { afterAll, expect, test } from 'vitest';
import {
  candidateProviders,
  providerFailure,
  reasonToSkip,
} from '../../src/main/engine/sessions/providers';
import { vulkanFacts } from '../../src/main/engine/sessions/vulkan';
import { textToImage } from './helpers/graphs';
import { eventsOf, testEngine } from './helpers/run-engine';

const { run, dispose, events } = testEngine();
afterAll(dispose);

const noAdapter = { ...process.env, VK_ICD_FILENAMES: '/nowhere/none.json' };

test('the engine is ready before it loads the runtime, and names what it is built with', () => {
  expect(events[0]).toMatchObject({ kind: 'ready', seq: 0, pid: process.pid });
  const [ready] = eventsOf(events, 'ready');
  expect(ready?.version).toMatch(/^\d+\.\d+/);
  expect(ready?.backends).toEqual(candidateProviders());
});

test('candidates by platform, the CPU always last', () => {
  expect(candidateProviders('linux', 'x64')).toEqual(['cuda', 'webgpu', 'cpu']);
  expect(candidateProviders('win32', 'x64')).toEqual(['dml', 'webgpu', 'cpu']);
  expect(candidateProviders('darwin', 'arm64')).toEqual(['coreml', 'webgpu', 'cpu']);
  expect(candidateProviders('darwin', 'x64')).toEqual(['cpu']);
});

test('auto says for each model what it got and why', async () => {
  const { events: told, end } = await run(textToImage({ steps: 1 }), { provider: 'auto' });
  expect(end.status).toBe('completed');
  const reports = eventsOf(told, 'provider').map(({ report }) => report);
  expect(reports.map(({ model }) => model)).toEqual([
    'text_encoder/model.onnx',
    'unet/model.onnx',
    'vae_decoder/model.onnx',
  ]);
  for (const { requested, actual, reason } of reports) {
    expect(requested).toBe('auto');
    expect(reason).toContain(actual === 'cpu' ? 'running on the CPU' : 'running on');
    expect(reason.length).toBeGreaterThan(20);
  }
});

test('an explicit provider that cannot be had fails at the node that needs it, with a hint', async () => {
  // Neither is in the Linux build.
  for (const provider of ['dml', 'coreml'] as const) {
    const { end, events: told } = await run(textToImage({ steps: 1 }), { provider });
    expect(end).toMatchObject({ status: 'failed', error: { code: 'provider-unavailable' } });
    expect(['encode', 'none']).toContain(end.error?.node);
    expect(end.error?.hint).toMatch(/auto or cpu/);
    expect(eventsOf(told, 'provider')).toEqual([]);
  }
});

test('the Load pipeline node asks for a provider, the run overrules it', async () => {
  const library = textToImage({ steps: 1, provider: 'dml', seed: 4 });
  expect((await run(library, { provider: 'cpu' })).end.status).toBe('completed');
});

test('auto passes over software adapters and machines without any', () => {
  const swiftshader = { VK_ICD_FILENAMES: '/app/vk_swiftshader_icd.json' };
  expect(vulkanFacts(swiftshader).software).toBe('/app/vk_swiftshader_icd.json');
  expect(vulkanFacts({ VK_DRIVER_FILES: '/usr/lvp_icd.x86_64.json' }).software).not.toBeNull();
  expect(
    vulkanFacts({ VK_ICD_FILENAMES: '/a/nvidia_icd.json:/a/lvp_icd.json' }).software,
  ).toBeNull();
  if (process.platform === 'linux') {
    expect(reasonToSkip('webgpu', swiftshader)).toMatch(/software/);
    expect(reasonToSkip('webgpu', noAdapter)).toBeNull();
    expect(reasonToSkip('cpu', swiftshader)).toBeNull();
  }
});

test("the runtime's own messages become words", () => {
  const dawn =
    '/src/webgpu_context.cc:136 Initialize()::<lambda()> adapter_result.status == Success was false. Failed to get a WebGPU adapter: No supported adapters\n';
  expect(providerFailure('webgpu', dawn)).toBe(
    'no WebGPU adapter was found (Failed to get a WebGPU adapter: No supported adapters)',
  );
  expect(
    providerFailure('dml', 'no available backend found. ERR: [dml] backend not found.'),
  ).toMatch(/has no DirectML/);
});

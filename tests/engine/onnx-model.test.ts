import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from '@core/graph/analyse';
import type { GraphDocument, Json } from '@core/graph/document';
import { catalog } from '@nodes';
import { afterAll, expect, test } from 'vitest';
import { readOnnx } from '../../src/main/models/read-onnx';
import { graph } from './helpers/graphs';
import { assets, bundledModel } from './helpers/library';
import { eventsOf, testEngine } from './helpers/run-engine';
import { tinyOnnx } from './helpers/tiny-onnx';

const { run, dispose, outputFolder } = testEngine();
afterAll(dispose);

const image = { name: 'image', type: 'float32', dims: ['batch', 3, 'height', 'width'] };
const edgesFile = {
  file: 'bundled:edges.onnx',
  inputs: [image],
  outputs: [{ ...image, name: 'edges' }],
};

const edges = (model: Json = edgesFile, params: Record<string, Json> = {}): GraphDocument =>
  graph(
    {
      load: ['load-image', { file: 'bundled:taxi.png' }],
      filter: ['onnx-model', { model, ...params }],
      show: ['preview-image'],
    },
    ['load.image>filter.image', 'filter.edges>show.image'],
  );

test('the inputs and outputs of a file are read without its weights', () => {
  expect(readOnnx(join(assets, 'onnx/edges.onnx'))).toEqual({
    ok: true,
    value: { inputs: edgesFile.inputs, outputs: edgesFile.outputs },
  });
  const unet = readOnnx(join(bundledModel, 'unet/model.onnx'));
  expect(unet.ok && unet.value.inputs.map(({ name }) => name)).toContain('timestep');
});

test('what is no ONNX file is refused with a reason', () => {
  const broken = join(outputFolder, 'broken.onnx');
  for (const bytes of [Buffer.from('not a model'), Buffer.alloc(0), Buffer.from([0x3a, 0x7f, 1])]) {
    writeFileSync(broken, bytes);
    expect(readOnnx(broken)).toMatchObject({ ok: false, error: { code: 'onnx-unreadable' } });
  }
  expect(readOnnx(join(outputFolder, 'gone.onnx')).ok).toBe(false);
});

test('its ports are the tensors, and a picture goes through', async () => {
  const doc = edges();
  const { filter } = analyse(doc, catalog, []).nodes;
  expect(filter?.outputs.edges).toEqual({ kind: 'image' });
  expect(filter?.problems).toEqual([]);
  const { end, events } = await run(doc);
  expect(end.error).toBeUndefined();
  const filtered = eventsOf(events, 'nodeFinished').find(({ node }) => node === 'filter');
  const { stats } = filtered?.outputs.edges ?? {};
  // A picture with flat parts and sharp edges: 0 somewhere, much somewhere, little on the whole.
  expect(stats?.min).toBe(0);
  expect(stats?.max).toBeGreaterThan(0.8);
  expect(stats?.mean).toBeLessThan(0.3);
});

test('a number wired into a tensor of one element, and the kind that Gives says', async () => {
  const path = join(outputFolder, 'double.onnx');
  const dims = [1];
  writeFileSync(
    path,
    tinyOnnx({
      operator: 'Add',
      inputs: ['x', 'x'],
      input: { name: 'x', dims },
      output: { name: 'y', dims },
    }),
  );
  const read = readOnnx(path);
  if (!read.ok) throw new Error(read.error.message);
  const doc = graph(
    {
      n: ['number', { value: 2.5 }],
      model: ['onnx-model', { model: { file: path, ...read.value } }],
    },
    ['n.value>model.x'],
  );
  const { end, events } = await run(doc, { targets: ['model'] });
  expect(end.error).toBeUndefined();
  const done = eventsOf(events, 'nodeFinished').find(({ node }) => node === 'model');
  expect(done?.outputs.y).toMatchObject({ kind: 'tensor', stats: { min: 5, max: 5 } });
});

test('a file that is another one now, or gone, is told at the node', async () => {
  const other = { ...edgesFile, inputs: [image, { ...image, name: 'mask' }] };
  const doc = edges(other);
  doc.edges.mask = { from: { node: 'load', port: 'image' }, to: { node: 'filter', port: 'mask' } };
  const changed = await run(doc);
  expect(changed.end.error).toMatchObject({ code: 'onnx-changed', node: 'filter' });
  expect(changed.end.error?.message).toContain(
    'It had image float32 [batch, 3, height, width], mask float32 [batch, 3, height, width]; now it has image float32 [',
  );
  const gone = await run(edges({ ...edgesFile, file: join(outputFolder, 'gone.onnx') }));
  expect(gone.end.error).toMatchObject({ code: 'model-file-missing', node: 'filter' });
});

test.each([
  ['type', { ...image, type: 'float16' }],
  ['channels', { ...image, dims: ['batch', 4, 'height', 'width'] }],
  ['rank', { ...image, dims: [3, 'height', 'width'] }],
])('a file whose names are the same and whose %s is not', async (_what, before) => {
  const { end } = await run(edges({ ...edgesFile, inputs: [before] }));
  expect(end.error).toMatchObject({ code: 'onnx-changed', node: 'filter', port: 'model' });
  const other = { ...before, name: 'edges' };
  const { end: atOutput } = await run(
    edges({ ...edgesFile, outputs: [other] }, { gives: 'image' }),
  );
  expect(atOutput.error).toMatchObject({ code: 'onnx-changed', node: 'filter', port: 'model' });
});

test('what an open size is called is no change', async () => {
  const dims = ['n', 3, '?', 'w'];
  const { end } = await run(edges({ ...edgesFile, inputs: [{ ...image, dims }] }));
  expect(end.error).toBeUndefined();
});

test('a bundled name that leads elsewhere is told as a model, not as a picture', async () => {
  for (const file of ['bundled:../onnx/edges.onnx', '//server/share/edges.onnx', 'edges.onnx']) {
    const { end } = await run(edges({ ...edgesFile, file }));
    expect(end.error).toMatchObject({ node: 'filter', port: 'model' });
    expect(`${end.error?.message} ${end.error?.hint}`).not.toMatch(/picture|image|File field/);
    expect(end.error?.hint).toContain('Model field');
  }
});

test('no file, text into a tensor, and a foreign kind of output are refused with reasons', async () => {
  const none = graph({ filter: ['onnx-model'] }, []);
  expect(analyse(none, catalog, []).nodes.filter?.problems).toMatchObject([
    { code: 'onnx-not-chosen' },
  ]);
  const text = edges();
  text.nodes.load = {
    type: 'text-prompt',
    version: 1,
    params: { text: 'x' },
    position: { x: 0, y: 0 },
  };
  text.edges.e0 = { from: { node: 'load', port: 'text' }, to: { node: 'filter', port: 'image' } };
  const [refused] = analyse(text, catalog, []).nodes.filter?.problems ?? [];
  expect(refused).toMatchObject({ code: 'kind-mismatch', port: 'image' });
  const mask = edges(edgesFile, { gives: 'mask' });
  mask.nodes.show = { type: 'mask-from-image', version: 1, params: {}, position: { x: 0, y: 0 } };
  const { end } = await run(mask, { targets: ['filter'] });
  expect(end.error?.code).toBe('onnx-output-shape');
});

import { type Catalog, defineNode } from '@core/node-definition';
import { catalog } from '@nodes';
import { afterAll, expect, test } from 'vitest';
import { graph, textToImage, withParams } from './helpers/graphs';
import { eventsOf, resultPng, testEngine } from './helpers/run-engine';

/** A number that only the run tells: what a measuring node gives. */
const measured = defineNode({
  type: 'measured',
  version: 1,
  title: 'Measured',
  category: 'utilities',
  doc: 'A number known only once it ran.',
  inputs: {},
  outputs: { value: { label: 'Value', type: { kind: 'number' }, doc: 'The number.' } },
  params: { of: { kind: 'number', label: 'Of', doc: 'What comes.', default: 0 } },
  effects: 'pure',
  infer: () => ({ outputs: { value: { kind: 'number' } } }),
  async execute(_ctx, _inputs, { of }) {
    return { value: { kind: 'number', value: of } };
  },
});
const withMeasured: Catalog = new Map([...catalog, [measured.type, measured]]);

const { run, dispose } = testEngine(withMeasured);
afterAll(dispose);

const node = (type: string, params = {}) => ({
  type,
  version: 1,
  params,
  position: { x: 0, y: 0 },
});

function driven(type: string, params: Record<string, number | string>, to: string) {
  const doc = textToImage({ steps: 2 });
  doc.nodes.driver = node(type, params);
  const [target = '', port = ''] = to.split('.');
  doc.edges.driver = { from: { node: 'driver', port: 'value' }, to: { node: target, port } };
  return doc;
}

test('a wired number is the same as the number typed in, and shares its cache', async () => {
  const typed = await run(withParams(textToImage({ steps: 2 }), 'denoise', { guidanceScale: 6 }));
  const wired = await run(driven('number', { value: 6 }, 'denoise.guidanceScale'));
  expect(wired.end.error).toBeUndefined();
  expect(wired.ran).not.toContain('denoise');
  expect(resultPng(wired)).toEqual(resultPng(typed));
  const other = await run(driven('number', { value: 7 }, 'denoise.guidanceScale'));
  expect(other.reasons.denoise).toBe('guidance scale changed');
  expect(resultPng(other)).not.toEqual(resultPng(typed));
});

test('a number that only the run tells drives a parameter too', async () => {
  const typed = await run(withParams(textToImage({ steps: 2 }), 'denoise', { guidanceScale: 6 }));
  const wired = await run(driven('measured', { of: 6 }, 'denoise.guidanceScale'));
  expect(wired.ran).toContain('denoise');
  expect(resultPng(wired)).toEqual(resultPng(typed));
});

test('a value out of range is refused before running where it is known', async () => {
  const { end, ran } = await run(driven('number', { value: -3 }, 'schedule.steps'));
  expect(ran).toEqual([]);
  expect(end.error).toMatchObject({ code: 'param-range', node: 'schedule', port: 'steps' });
  expect(end.error?.message).toContain('this is -3');
});

test('else at the node, which names the parameter, what it takes and what came', async () => {
  const { end } = await run(driven('measured', { of: 2.5 }, 'schedule.steps'));
  expect(end.error).toMatchObject({ code: 'param-kind', node: 'schedule', port: 'steps' });
  expect(end.error?.message).toBe('Steps of Schedule is a whole number; this is 2.5.');
});

test('a text chooses an option', async () => {
  const doc = textToImage({ steps: 2 });
  doc.nodes.words = node('text-prompt', { text: 'euler' });
  doc.edges.words = {
    from: { node: 'words', port: 'text' },
    to: { node: 'schedule', port: 'sampler' },
  };
  const typed = await run(withParams(textToImage({ steps: 2 }), 'schedule', { sampler: 'euler' }));
  expect(resultPng(await run(doc))).toEqual(resultPng(typed));
});

const switched = (index: number) =>
  graph(
    {
      pipeline: ['load-pipeline'],
      heart: ['text-prompt', { text: 'red heart' }],
      taxi: ['text-prompt', { text: 'taxi' }],
      encodeHeart: ['text-encoder'],
      encodeTaxi: ['text-encoder'],
      choose: ['switch', { index }],
      none: ['null-conditioning'],
      noise: ['noise', { seed: 1 }],
      schedule: ['schedule', { steps: 2 }],
      denoise: ['denoise', { guidanceScale: 4 }],
      decode: ['decode'],
      show: ['preview-image'],
    },
    [
      'heart.text>encodeHeart.text',
      'taxi.text>encodeTaxi.text',
      'pipeline.textEncoder>encodeHeart.textEncoder',
      'pipeline.textEncoder>encodeTaxi.textEncoder',
      'encodeHeart.conditioning>choose.inputs',
      'encodeTaxi.conditioning>choose.inputs',
      'pipeline.textEncoder>none.textEncoder',
      'pipeline.autoencoder>noise.autoencoder',
      'pipeline.schedule>schedule.defaults',
      'pipeline.unet>denoise.unet',
      'noise.latent>denoise.latent',
      'schedule.schedule>denoise.schedule',
      'choose.output>denoise.conditioning',
      'none.conditioning>denoise.nullConditioning',
      'denoise.latent>decode.latent',
      'pipeline.autoencoder>decode.autoencoder',
      'decode.image>show.image',
    ],
  );

test('what only the other side of a switch needs does not run', async () => {
  const first = await run(switched(0));
  expect(first.end.error).toBeUndefined();
  expect([...first.ran, ...first.cached]).not.toContain('encodeTaxi');
  expect([...first.ran, ...first.cached]).not.toContain('taxi');
  expect(resultPng(first)).toEqual(resultPng(await run(textToImage({ steps: 2 }))));
  const second = await run(switched(1));
  expect([...second.ran, ...second.cached]).not.toContain('encodeHeart');
  expect(resultPng(second)).toEqual(
    resultPng(await run(textToImage({ steps: 2, prompt: 'taxi' }))),
  );
});

test('an index that only the run tells chooses too, and both sides are made', async () => {
  const doc = switched(0);
  doc.nodes.driver = node('measured', { of: 1 });
  doc.edges.driver = {
    from: { node: 'driver', port: 'value' },
    to: { node: 'choose', port: 'index' },
  };
  const late = await run(doc);
  expect(late.end.error).toBeUndefined();
  expect(resultPng(late)).toEqual(resultPng(await run(switched(1))));
  const far = withParams(doc, 'driver', { of: 5 });
  const { end } = await run(far);
  expect(end.error?.message).toBe('Choose of Switch goes from 0 to 1 with 2 wires; 5 came.');
});

test('the fields of a text template come by wires', async () => {
  const doc = textToImage({ steps: 2 });
  doc.nodes.prompt = node('text-template', { template: '{colour} {thing}' });
  doc.nodes.colour = node('text-prompt', { text: 'red' });
  doc.nodes.thing = node('text-prompt', { text: 'heart' });
  for (const field of ['colour', 'thing']) {
    doc.edges[field] = { from: { node: field, port: 'text' }, to: { node: 'prompt', port: field } };
  }
  const made = await run(doc);
  expect(made.end.error).toBeUndefined();
  expect(resultPng(made)).toEqual(resultPng(await run(textToImage({ steps: 2 }))));
  delete doc.edges.thing;
  const { end } = await run({ ...doc, edges: { ...doc.edges } });
  expect(end.error).toMatchObject({ code: 'missing-input', node: 'prompt', port: 'thing' });
  expect(eventsOf(made.events, 'nodeFailed')).toEqual([]);
});

test('a reroute changes nothing', async () => {
  const doc = textToImage({ steps: 2 });
  doc.nodes.dot = node('reroute');
  const { edges } = doc;
  const wire = Object.values(edges).find(({ to }) => to.node === 'decode' && to.port === 'latent');
  if (!wire) throw new Error('no wire into decode');
  edges.into = { from: wire.from, to: { node: 'dot', port: 'in' } };
  const id = Object.keys(edges).find((key) => edges[key] === wire) ?? '';
  edges[id] = { from: { node: 'dot', port: 'out' }, to: wire.to };
  const passed = await run(doc);
  expect(passed.end.error).toBeUndefined();
  expect(resultPng(passed)).toEqual(resultPng(await run(textToImage({ steps: 2 }))));
});

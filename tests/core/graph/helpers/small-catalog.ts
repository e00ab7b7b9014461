import { type Catalog, defineNode, type NodeDefinition } from '@core/node-definition';

/** A catalogue of the smallest nodes that show each rule, so that these tests stand by themselves. */
const common = {
  version: 1,
  category: 'utilities',
  doc: 'For tests.',
  params: {},
  effects: 'pure',
} as const;
const latent = { kind: 'latent' } as const;
const port = (label: string) => ({ label, type: latent, doc: 'A latent.' });

/** How often `source` was inferred: what reuse across edits saves. */
export const inferCount = { source: 0 };

const definitions: readonly NodeDefinition[] = [
  defineNode({
    ...common,
    type: 'source',
    title: 'Source',
    inputs: {},
    outputs: { out: port('Out') },
    params: {
      channels: {
        kind: 'number',
        label: 'Channels',
        doc: 'How many.',
        default: 4,
        min: 1,
        max: 16,
        integer: true,
        unit: 'ch',
      },
      mode: {
        kind: 'select',
        label: 'Mode',
        doc: 'Which.',
        default: 'a',
        options: [
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ],
      },
      on: { kind: 'boolean', label: 'On', doc: 'Whether.', default: false },
      text: { kind: 'text', label: 'Text', doc: 'Words.', default: '', maxLength: 200_000 },
      seed: { kind: 'seed', label: 'Seed', doc: 'A seed.', default: 0 },
      model: { kind: 'model', label: 'Model', doc: 'A model.', default: null },
    },
    infer: ({ params }) => {
      inferCount.source++;
      return { outputs: { out: { kind: 'latent', channels: params.channels } } };
    },
  }),
  defineNode({
    ...common,
    type: 'pass',
    title: 'Pass',
    inputs: { in: port('In') },
    outputs: { out: port('Out') },
    infer: ({ inputs }) => ({ outputs: { out: inputs.in[0] ?? latent } }),
  }),
  defineNode({
    ...common,
    type: 'four',
    title: 'Four channels',
    inputs: { in: { ...port('In'), type: { kind: 'latent', channels: 4 } } },
    outputs: { out: port('Out') },
    infer: ({ inputs }) => ({ outputs: { out: inputs.in[0] ?? latent } }),
  }),
  defineNode({
    ...common,
    type: 'join',
    title: 'Join',
    inputs: { in: { ...port('In'), multiple: true } },
    outputs: { out: port('Out') },
    infer: ({ inputs }) => {
      const first = inputs.in[0]?.channels;
      const index = inputs.in.findIndex((type) => type.channels !== first);
      return {
        outputs: { out: { kind: 'latent', channels: first } },
        problems:
          index < 0
            ? []
            : [{ severity: 'error', code: 'odd-one', message: 'Differs.', port: 'in', index }],
      };
    },
  }),
  defineNode({
    ...common,
    type: 'picture',
    title: 'Picture',
    inputs: {},
    outputs: { out: { label: 'Out', type: { kind: 'image' }, doc: 'An image.' } },
    infer: () => ({ outputs: {} }),
  }),
  defineNode({
    ...common,
    type: 'sink',
    title: 'Sink',
    inputs: { in: port('In'), extra: { ...port('Extra'), optional: true } },
    outputs: {},
    isOutput: true,
    infer: () => ({ outputs: {} }),
  }),
  defineNode({
    ...common,
    type: 'begin',
    title: 'Begin',
    inputs: { in: port('In') },
    outputs: {
      out: port('Out'),
      time: { label: 'Time', type: { kind: 'timestep' }, doc: 'When.' },
    },
    infer: ({ inputs }) => ({ outputs: { out: inputs.in[0] ?? latent } }),
    zone: {
      role: 'begin',
      partner: 'end',
      start: () => Promise.reject(new Error('not run here')),
      iterate: () => ({}),
    },
  }),
  defineNode({
    ...common,
    type: 'end',
    title: 'End',
    inputs: { in: port('In') },
    outputs: { out: port('Out') },
    infer: ({ inputs }) => ({ outputs: { out: inputs.in[0] ?? latent } }),
    zone: {
      role: 'end',
      partner: 'begin',
      output: 'out',
      iterate: () => Promise.reject(new Error('not run here')),
    },
  }),
];

export const smallCatalog: Catalog = new Map(definitions.map((d) => [d.type, d]));

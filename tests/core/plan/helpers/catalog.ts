import { type Catalog, defineNode, type NodeDefinition } from '@core/node-definition';

/** A few nodes on numbers: enough to plan with. Nothing here is ever executed. */
const number = { kind: 'number' } as const;
const port = { label: 'In', type: number, doc: '' };
const out = { label: 'Out', type: number, doc: '' };
const unused = async () => ({});
const base = {
  version: 1,
  category: 'utilities',
  doc: '',
  outputs: { out },
  effects: 'pure',
  infer: () => ({ outputs: { out: number } }),
} as const;
const value = { kind: 'number', label: 'Value', doc: '', default: 0 } as const;

const definitions: readonly NodeDefinition[] = [
  defineNode({
    ...base,
    type: 'source',
    title: 'Source',
    inputs: {},
    params: { value },
    execute: unused,
  }),
  defineNode({
    ...base,
    type: 'sum',
    title: 'Sum',
    inputs: {
      a: { ...port, optional: true },
      many: { ...port, optional: true, multiple: true },
    },
    params: { value },
    execute: unused,
  }),
  defineNode({
    ...base,
    type: 'batched',
    title: 'Batched',
    inputs: { a: { ...port, optional: true }, b: { ...port, optional: true } },
    params: { value },
    execute: unused,
    fuse: { on: ['a'], execute: async () => [] },
  }),
  defineNode({
    ...base,
    type: 'show',
    title: 'Show',
    inputs: { a: { ...port, optional: true } },
    outputs: {},
    params: {},
    isOutput: true,
    infer: () => ({ outputs: {} }),
    execute: unused,
  }),
  defineNode({
    ...base,
    type: 'write',
    title: 'Write',
    effects: 'writes',
    inputs: { a: { ...port, optional: true } },
    outputs: {},
    params: {},
    isOutput: true,
    infer: () => ({ outputs: {} }),
    execute: unused,
  }),
  defineNode({
    ...base,
    type: 'begin',
    title: 'Begin',
    inputs: { a: port },
    params: {},
    zone: {
      role: 'begin',
      partner: 'end',
      start: async () => ({ carry: { kind: 'number', value: 0 }, iterations: 0 }),
      iterate: () => ({}),
    },
  }),
  defineNode({
    ...base,
    type: 'end',
    title: 'End',
    inputs: { a: port },
    params: { value },
    zone: {
      role: 'end',
      partner: 'begin',
      output: 'out',
      iterate: async () => ({ kind: 'number', value: 0 }),
    },
  }),
];

export const catalog: Catalog = new Map(
  definitions.map((definition) => [definition.type, definition]),
);

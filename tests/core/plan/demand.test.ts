import { createHash } from 'node:crypto';
import { analyse } from '@core/graph/analyse';
import type { GraphDocument } from '@core/graph/document';
import { type Catalog, defineNode } from '@core/node-definition';
import { membersOf } from '@core/plan/execution-plan';
import { makePlan } from '@core/plan/plan';
import { expect, test } from 'vitest';
import { catalog as plain } from './helpers/catalog';
import { GraphBuilder } from './helpers/random-graph';

const number = { kind: 'number' } as const;
const port = { label: 'In', type: number, doc: '' };
const made = { label: 'Out', type: number, doc: '' };

/** An end that also gives a record, for which alone it reads `detail`. */
const end = defineNode({
  type: 'end',
  version: 1,
  title: 'End',
  category: 'utilities',
  doc: '',
  inputs: { a: port, detail: { ...port, optional: true } },
  outputs: { out: made, record: { ...made, onDemand: true } },
  params: {},
  effects: 'pure',
  infer: () => ({ outputs: {} }),
  zone: {
    role: 'end',
    partner: 'begin',
    output: 'out',
    iterate: async () => ({ kind: 'number', value: 0 }),
    record: {
      output: 'record',
      inputs: ['detail'],
      take: () => null,
      finish: () => ({ kind: 'number', value: 0 }),
    },
  },
});
const catalog: Catalog = new Map([...plain, ['end', end]]);

/** source -> begin -> body -> end -> after -> show; `detail` in the loop only for the record. */
function loop(read: { record: boolean; detail: boolean }): GraphDocument {
  const builder = new GraphBuilder();
  // Equal nodes would run as one: only the detail adds something.
  for (const [id, type] of Object.entries({
    source: 'source',
    begin: 'begin',
    body: 'sum',
    detail: 'sum',
    end: 'end',
    after: 'sum',
    show: 'show',
    look: 'show',
  }))
    builder.node(id, type, id === 'detail' ? 7 : 0);
  for (const [from, to] of [
    ['source', 'begin'],
    ['begin', 'body'],
    ['begin', 'detail'],
    ['body', 'end'],
    ['end', 'after'],
    ['after', 'show'],
  ] as const)
    builder.wire(from, to);
  builder.zone('begin', 'end');
  const wires = { ...builder.doc.edges };
  if (read.detail) {
    wires.detail = { from: { node: 'detail', port: 'out' }, to: { node: 'end', port: 'detail' } };
  }
  if (read.record) {
    wires.look = { from: { node: 'end', port: 'record' }, to: { node: 'look', port: 'a' } };
  }
  return { ...builder.doc, edges: wires };
}

function planned(doc: GraphDocument) {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const analysis = analyse(doc, catalog, []);
  const targets = Object.values(doc.edges).some(({ from }) => from.port === 'record')
    ? ['show', 'look']
    : ['show'];
  const plan = makePlan({ doc, catalog, analysis, targets, hash, fingerprints: {} });
  if (!plan.ok) throw new Error(plan.error.map(({ message }) => message).join('\n'));
  return new Map(plan.value.steps.flatMap(membersOf).map((member) => [member.nodes[0], member]));
}

test('what only an unread record needs does not run', () => {
  expect(planned(loop({ record: false, detail: true })).has('detail')).toBe(false);
  const watched = planned(loop({ record: true, detail: true }));
  expect(watched.has('detail')).toBe(true);
  expect(watched.get('end')?.wanted).toEqual(['record']);
});

test('a loop with its record is kept apart from one without, and what it gives on stays the same', () => {
  const without = planned(loop({ record: false, detail: true }));
  const watched = planned(loop({ record: true, detail: true }));
  expect(watched.get('end')?.key).not.toBe(without.get('end')?.key);
  expect(watched.get('after')?.key).toBe(without.get('after')?.key);
});

test('what reads the record depends on what the record is made of', () => {
  const bare = planned(loop({ record: true, detail: false }));
  const detailed = planned(loop({ record: true, detail: true }));
  expect(detailed.get('end')?.key).not.toBe(bare.get('end')?.key);
  expect(detailed.get('look')?.key).not.toBe(bare.get('look')?.key);
  expect(detailed.get('after')?.key).toBe(bare.get('after')?.key);
});

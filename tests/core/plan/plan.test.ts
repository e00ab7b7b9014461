import { createHash } from 'node:crypto';
import { analyse } from '@core/graph/analyse';
import type { GraphDocument } from '@core/graph/document';
import { makePlan } from '@core/plan/plan';
import { expect, test } from 'vitest';
import { catalog } from './helpers/catalog';
import { GraphBuilder } from './helpers/random-graph';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

function plan(
  built: GraphDocument,
  options: { targets?: string[]; fingerprints?: Record<string, string> | undefined } = {},
) {
  // The builder goes on changing its own; documents are never changed in place.
  const doc = structuredClone(built);
  const analysis = analyse(doc, catalog, []);
  return makePlan({
    doc,
    catalog,
    analysis,
    hash,
    ...options,
    fingerprints: options.fingerprints ?? {},
  });
}

function planned(doc: GraphDocument, options?: Parameters<typeof plan>[1]) {
  const made = plan(doc, options);
  if (!made.ok) throw new Error(made.error.map(({ message }) => message).join('\n'));
  return made.value;
}

/** source -> two batched of the same source -> sum -> show. */
function guidance(): GraphBuilder {
  const builder = new GraphBuilder();
  builder.node('source', 'source', 1);
  builder.node('positive', 'batched', 1);
  builder.node('negative', 'batched', 2);
  builder.node('sum', 'sum');
  builder.node('show', 'show');
  builder.wire('source', 'positive');
  builder.wire('source', 'negative');
  builder.wire('positive', 'sum', 'many');
  builder.wire('negative', 'sum', 'many');
  builder.wire('sum', 'show');
  return builder;
}

const nodesOfSteps = (made: ReturnType<typeof planned>) =>
  made.steps.map((step) =>
    step.kind === 'loop' ? 'loop' : step.members.map(({ nodes }) => nodes.join('=')).sort(),
  );

test('nodes that read the same source on their fuse ports become one step', () => {
  expect(nodesOfSteps(planned(guidance().doc))).toEqual([
    ['source'],
    ['negative', 'positive'],
    ['sum'],
    ['show'],
  ]);
});

test('a node that depends on the other does not fuse with it', () => {
  const builder = guidance();
  builder.wire('positive', 'negative', 'b');
  expect(nodesOfSteps(planned(builder.doc))).toEqual([
    ['source'],
    ['positive'],
    ['negative'],
    ['sum'],
    ['show'],
  ]);
});

test('what a step runs together with is part of its key: a batch may mean more than its members', () => {
  const together = planned(guidance().doc).steps[1];
  const alone = planned(guidance().doc, { targets: ['positive'] }).steps[1];
  if (together?.kind !== 'node' || alone?.kind !== 'node') throw new Error('node steps expected');
  expect(alone.members.map(({ nodes }) => nodes[0])).toEqual(['positive']);
  expect(together.members.map(({ key }) => key)).not.toContain(alone.members[0].key);
});

test('keys change with parameters and fingerprints, and with nothing else of the document', () => {
  const keyOf = (doc: GraphDocument, fingerprints?: Record<string, string>) => {
    const step = planned(doc, { fingerprints }).steps.at(-1);
    return step?.kind === 'node' ? step.members[0].key : '';
  };
  const first = keyOf(guidance().doc);
  const moved = guidance();
  Object.assign(moved.doc, { name: 'another', view: { x: 1, y: 2, zoom: 3 } });
  Object.assign(moved.doc.nodes.sum ?? {}, {
    position: { x: 5, y: 6 },
    title: 'Other',
    foreign: 1,
  });
  moved.doc.nodes.sum = { ...moved.doc.nodes.sum, params: { unknown: 3 } } as never;
  expect(keyOf(moved.doc)).toBe(first);
  // The default written out is the default.
  const spelled = guidance();
  Object.assign(spelled.doc.nodes.sum ?? {}, { params: { value: 0 } });
  expect(keyOf(spelled.doc)).toBe(first);

  const changed = guidance();
  Object.assign(changed.doc.nodes.source ?? {}, { params: { value: 2 } });
  expect(keyOf(changed.doc)).not.toBe(first);
  expect(keyOf(guidance().doc, { source: 'other file' })).not.toBe(first);
});

test('what a loop reads from outside is computed outside, once', () => {
  const builder = new GraphBuilder();
  builder.node('source', 'source');
  builder.node('invariant', 'sum', 5);
  builder.node('begin', 'begin');
  builder.node('body', 'batched');
  builder.node('end', 'end');
  builder.node('show', 'show');
  builder.wire('source', 'invariant');
  builder.wire('source', 'begin');
  builder.wire('begin', 'body');
  builder.wire('invariant', 'body', 'b');
  builder.wire('body', 'end');
  builder.wire('end', 'show');
  builder.zone('begin', 'end');
  const made = planned(builder.doc);
  expect(nodesOfSteps(made)).toEqual([['source'], ['invariant'], 'loop', ['show']]);
  const loop = made.steps[2];
  if (loop?.kind !== 'loop') throw new Error('loop expected');
  const [body] = loop.body[0]?.members ?? [];
  expect(body?.inputs).toEqual({
    a: [{ from: 'begin', step: 0, member: 0, port: 'out' }],
    b: [{ from: 'outer', step: 1, member: 0, port: 'out' }],
  });
  // Both are read by the loop and by nothing behind it.
  expect(loop.frees).toEqual([
    { step: 0, member: 0 },
    { step: 1, member: 0 },
  ]);
  // A target inside stands for the loop.
  expect(nodesOfSteps(planned(builder.doc, { targets: ['body'] }))).toEqual([
    ['source'],
    ['invariant'],
    'loop',
  ]);

  builder.wire('body', builder.node('inner', 'show'));
  const leaving = plan(builder.doc);
  expect(leaving.ok ? [] : leaving.error.map(({ node }) => node)).toContain('inner');
});

test('problems are told where the run needs the node, and only there', () => {
  const builder = guidance();
  builder.node('begin-alone', 'begin');
  expect(plan(builder.doc).ok).toBe(true);
  builder.wire(builder.node('foreign', 'from-the-future'), 'sum', 'many');
  const failed = plan(builder.doc);
  expect(failed.ok ? [] : failed.error).toMatchObject([
    { severity: 'error', code: expect.stringMatching(/unknown/), node: 'foreign' },
  ]);
});

test('no outputs and unknown targets are problems', () => {
  const builder = new GraphBuilder();
  builder.node('source', 'source');
  const nothing = plan(builder.doc);
  expect(nothing.ok ? [] : nothing.error.map(({ code }) => code)).toEqual(['nothing-to-run']);
  const unknown = plan(builder.doc, { targets: ['nowhere'] });
  expect(unknown.ok ? [] : unknown.error.map(({ code }) => code)).toEqual(['unknown-target']);
  expect(plan(builder.doc, { targets: ['source'] }).ok).toBe(true);
});

test('a chain of 5,000 nodes does not exhaust the stack', () => {
  const chain = (length: number) => {
    const builder = new GraphBuilder();
    builder.node('n0', 'source');
    for (let index = 1; index < length; index++) {
      builder.node(`n${index}`, index % 3 === 0 ? 'batched' : 'sum', index);
      builder.wire(`n${index - 1}`, `n${index}`);
      if (index > 9) builder.wire(`n${index - 9}`, `n${index}`, index % 3 === 0 ? 'b' : 'many');
    }
    builder.wire(`n${length - 1}`, builder.node('show', 'show'));
    return builder.doc;
  };
  expect(planned(chain(5000)).steps).toHaveLength(5001);
});

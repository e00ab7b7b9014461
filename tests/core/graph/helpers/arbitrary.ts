import {
  type GraphDocument,
  graphFormat,
  graphFormatVersion,
  type Json,
} from '@core/graph/document';
import type { Edit } from '@core/graph/edit';
import { parseDocument } from '@core/graph/parse';
import fc from 'fast-check';

const key = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toString', '0', '10', '9', 'a b', 'ä', ''),
  fc.string({ maxLength: 8 }),
);
/** Any JSON, with the keys that are traps in JavaScript. Made by `JSON.parse`, as from a file. */
const json: fc.Arbitrary<Json> = fc
  .letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc
        .oneof(
          fc.boolean(),
          fc.integer(),
          fc.double({ noNaN: true, noDefaultInfinity: true }),
          fc.constant(-0),
          fc.string(),
          fc.constant(null),
          fc.constant('\ud800'),
        )
        .map((v) => JSON.stringify(v)),
      fc.array(tie('value'), { maxLength: 3 }).map((list) => `[${list.join(',')}]`),
      fc
        .array(fc.tuple(key, tie('value')), { maxLength: 3 })
        .map((list) => `{${list.map(([k, v]) => `${JSON.stringify(k)}:${v}`).join(',')}}`),
    ),
  }))
  .value.map((text): Json => JSON.parse(text));

const record = (keys: fc.Arbitrary<string>): fc.Arbitrary<Record<string, Json>> =>
  fc.array(fc.tuple(keys, json), { maxLength: 4 }).map((list) => Object.fromEntries(list));

const known = new Set(['type', 'version', 'params', 'position', 'title', 'width', 'height']);
const knownTop = new Set([
  'format',
  'formatVersion',
  'name',
  'description',
  'nodes',
  'edges',
  'zones',
  'models',
  'view',
]);
const knownWire = new Set(['from', 'to', 'begin', 'end', 'x', 'y', 'node', 'port']);
const foreign = (reserved: ReadonlySet<string>) => record(key.filter((k) => !reserved.has(k)));

export const idPool = ['a', 'b', 'n-1', 'n-2', 'n-10', 'constructor', '7', '12', '_x'] as const;
const id = fc.constantFrom(...idPool);
const type = fc.constantFrom('source', 'pass', 'join', 'sink', 'begin', 'end', 'not-known');
const portName = fc.constantFrom('in', 'out', 'extra', 'constructor');
const number = fc.double({ noNaN: true, min: -1e6, max: 1e6 });

const node = fc
  .tuple(
    type,
    fc.integer({ min: 1, max: 9 }),
    record(key),
    number,
    number,
    foreign(known),
    foreign(knownWire),
  )
  .map(([t, version, params, x, y, more, morePosition]) => ({
    ...more,
    type: t,
    version,
    params,
    position: { ...morePosition, x, y },
  }));

const edge = fc
  .tuple(id, portName, id, portName, foreign(knownWire))
  .map(([from, fromPort, to, toPort, more]) => ({
    ...more,
    from: { node: from, port: fromPort },
    to: { node: to, port: toPort },
  }));

/** A whole document, through text and the real parser. */
export const document: fc.Arbitrary<GraphDocument> = fc
  .record({
    more: foreign(knownTop),
    name: fc.option(fc.string(), { nil: undefined }),
    nodes: fc.dictionary(id, node, { maxKeys: 6 }),
    edges: fc.dictionary(fc.constantFrom('e1', 'e2', 'e10', 'e9', 'constructor'), edge),
    zones: fc.option(
      fc.dictionary(fc.constantFrom('z1', 'z2'), fc.record({ begin: id, end: id }), { maxKeys: 2 }),
      { nil: undefined },
    ),
  })
  .map(({ more, ...rest }) => {
    const text = JSON.stringify({
      ...more,
      ...rest,
      format: graphFormat,
      formatVersion: graphFormatVersion,
    });
    const parsed = parseDocument(text);
    if (!parsed.ok) throw new Error(`${parsed.error.message}\n${text}`);
    return parsed.value.doc;
  });

/** Edits that may or may not be possible; the test leaves the impossible ones out. */
export const edit: fc.Arbitrary<Edit> = fc.letrec<{ edit: Edit }>((tie) => ({
  edit: fc.oneof(
    { maxDepth: 2 },
    fc.record({ kind: fc.constant('addNode' as const), id, node }),
    fc.record({ kind: fc.constant('removeNode' as const), id }),
    fc.record({
      kind: fc.constant('setParam' as const),
      id,
      param: key,
      value: fc.option(json, { nil: undefined }),
    }),
    fc.record({
      kind: fc.constant('setNodeField' as const),
      id,
      field: key,
      value: fc.option(json, { nil: undefined }),
    }),
    fc
      .dictionary(id, fc.record({ x: number, y: number }), { maxKeys: 3 })
      .map((positions) => ({ kind: 'moveNodes' as const, positions })),
    fc.record({
      kind: fc.constant('connect' as const),
      id: fc.constantFrom('e1', 'e3', 'e20'),
      edge,
    }),
    fc.record({
      kind: fc.constant('disconnect' as const),
      id: fc.constantFrom('e1', 'e2', 'e9', 'e10'),
    }),
    fc.record({
      kind: fc.constant('addZone' as const),
      id: fc.constantFrom('z1', 'z3'),
      zone: fc.record({ begin: id, end: id }),
    }),
    fc.record({ kind: fc.constant('removeZone' as const), id: fc.constantFrom('z1', 'z2') }),
    fc.record({
      kind: fc.constant('setDocumentField' as const),
      field: fc.oneof(key, fc.constant('name'), fc.constant('zones')),
      value: fc.option(json, { nil: undefined }),
    }),
    fc.array(tie('edit'), { maxLength: 3 }).map((edits) => ({ kind: 'batch' as const, edits })),
  ),
})).edit;

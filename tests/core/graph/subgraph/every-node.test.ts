import { readFileSync } from 'node:fs';
import { applyEdit } from '@core/graph/apply-edit';
import type { GraphDocument } from '@core/graph/document';
import { emptyHistory, record, undo } from '@core/graph/history';
import { migrateDocument } from '@core/graph/migrate';
import { parseDocument } from '@core/graph/parse';
import { withRequiredModels } from '@core/graph/required-models';
import { advanceSeeds, newSeeds, queuedSeeds } from '@core/graph/seeds';
import { serializeDocument } from '@core/graph/serialize';
import { editWithin, everyNode, mapNodes, setParamAt } from '@core/graph/subgraph/every-node';
import { makeSubgraph } from '@core/graph/subgraph/make-subgraph';
import { nodeAt } from '@core/graph/subgraph/title-at';
import type { Catalog } from '@core/node-definition';
import { catalog } from '@nodes';
import { describe, expect, it } from 'vitest';

const file = new URL('../../../../assets/templates/text-to-image.json', import.meta.url);
const parsed = parseDocument(readFileSync(file, 'utf8'));
if (!parsed.ok) throw new Error(parsed.error.message);
const { doc: plain } = parsed.value;

function enclosed(doc: GraphDocument, ids = Object.keys(doc.nodes)): GraphDocument {
  const made = makeSubgraph({ doc, catalog, models: [], ids });
  if (!made.ok) throw new Error(made.error.message);
  return applyEdit(doc, made.value.edit).doc;
}
/** Everything in a subgraph that is in a subgraph. */
const deep = enclosed(enclosed(plain));
const pathTo = (doc: GraphDocument, type: string) =>
  everyNode(doc.nodes).find(({ node }) => node.type === type)?.path ?? [];

describe('nothing forgets the nodes inside', () => {
  it('when nodes are mapped: all are seen, and what stays keeps its identity', () => {
    const seen: string[] = [];
    const same = mapNodes(deep.nodes, (node) => {
      seen.push(node.type);
      return node;
    });
    expect(same).toBe(deep.nodes);
    expect(seen.filter((type) => type !== 'subgraph').sort()).toEqual(
      Object.values(plain.nodes)
        .map(({ type }) => type)
        .sort(),
    );
  });

  it('when a file of an older version is opened', () => {
    const decode = catalog.get('decode');
    if (!decode) throw new Error('no decode');
    const newer: Catalog = new Map([
      ...catalog,
      ['decode', { ...decode, version: 9, migrations: { 8: () => ({ migrated: true }) } }],
    ]);
    const migrated = migrateDocument(deep, newer);
    expect(nodeAt(migrated, pathTo(deep, 'decode'))).toMatchObject({
      version: 9,
      params: { migrated: true },
    });
    expect(migrateDocument(migrated, newer)).toBe(migrated);
  });

  it('when models are listed', () => {
    expect(withRequiredModels({ ...deep, models: [] }, catalog, []).models).toMatchObject([
      { name: 'emoji-ldm' },
    ]);
  });

  it('when seeds are drawn or counted', () => {
    const [id] = Object.keys(plain.nodes).filter((one) => plain.nodes[one]?.type === 'noise');
    const seed = (mode: string) =>
      enclosed({
        ...plain,
        nodes: {
          ...plain.nodes,
          seed: { type: 'seed', version: 1, params: { mode, value: 4 }, position: { x: 0, y: 0 } },
        },
      });
    const value = (doc: GraphDocument, type: string, param: string) =>
      nodeAt(doc, pathTo(doc, type))?.params[param];
    const random = seed('random');
    const drawn = advanceSeeds(random, 'before-run', () => 0.5);
    expect(drawn && value(applyEdit(random, drawn.edit).doc, 'seed', 'value')).toBe(2 ** 31);
    const counting = seed('increment');
    expect(
      value(
        queuedSeeds(counting, counting, () => 0),
        'seed',
        'value',
      ),
    ).toBe(5);
    expect(id).toBeTruthy();
    expect(
      value(
        newSeeds(deep, catalog, null, () => 0.5),
        'noise',
        'seed',
      ),
    ).toBe(2 ** 31);
  });
});

describe('an edit inside', () => {
  const path = pathTo(deep, 'schedule');

  it('changes the node there, and undo gives back the same bytes', () => {
    const step = record(
      emptyHistory,
      deep,
      { label: 'change steps', edit: setParamAt(path, 'steps', 7) },
      0,
    );
    expect(nodeAt(step.doc, path)?.params.steps).toBe(7);
    expect(serializeDocument(undo(step.history, step.doc)?.doc ?? plain)).toBe(
      serializeDocument(deep),
    );
  });

  it('of any kind can be undone', () => {
    const around = path.slice(0, -1);
    const node = { type: 'note', version: 1, params: {}, position: { x: 0, y: 0 } };
    const zone = { begin: 'a', end: 'b' };
    for (const edit of [
      { kind: 'addNode', id: 'new', node },
      { kind: 'moveNodes', positions: { [path.at(-1) ?? '']: { x: 1, y: 2 } } },
      { kind: 'addZone', id: 'z', zone },
      { kind: 'setNodeField', id: path.at(-1) ?? '', field: 'title', value: 'Mine' },
    ] as const) {
      const applied = applyEdit(deep, editWithin(around, edit));
      expect(serializeDocument(applied.doc)).not.toBe(serializeDocument(deep));
      expect(serializeDocument(applyEdit(applied.doc, applied.inverse).doc)).toBe(
        serializeDocument(deep),
      );
    }
  });

  it('in a burst is one step', () => {
    const edit = (steps: number) => ({
      label: 'change steps',
      edit: setParamAt(path, 'steps', steps),
      mergeKey: 'steps',
    });
    const one = record(emptyHistory, deep, edit(7), 0);
    const two = record(one.history, one.doc, edit(8), 10);
    expect(two.history.done).toHaveLength(1);
    expect(two.history.done[0]?.edit.kind).toBe('editInside');
  });

  it('of what holds no graph is a fault of the app', () => {
    expect(() => applyEdit(plain, setParamAt(['decode-1', 'x'], 'a', 1))).toThrow('holds no graph');
  });
});

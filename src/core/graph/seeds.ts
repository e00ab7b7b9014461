import type { Catalog } from '../node-definition';
import { applyEdit } from './apply-edit';
import type { GraphDocument, GraphNode } from './document';
import type { Edit, NamedEdit } from './edit';
import { own } from './own';
import { inputPort } from './ports-of';
import { everyNode, setParamAt } from './subgraph/every-node';
import { flatten } from './subgraph/flatten';
import { topologyOf } from './topology';

/** Drawn seeds stay below 2^32: generators use the low 32 bits, and people can read them. */
const drawnRange = 2 ** 32;

/**
 * The edit that gives `seed` nodes their next value: before a run those that are drawn anew, after
 * it those that count up, so that the graph holds the value a picture was made with while it runs.
 * Null where no node asks for one. `random`: 0 to below 1.
 */
export function advanceSeeds(
  doc: GraphDocument,
  when: 'before-run' | 'after-run',
  random: () => number,
): NamedEdit | null {
  const mode = when === 'before-run' ? 'random' : 'increment';
  const edits = everyNode(doc.nodes).flatMap(({ path, node }): Edit[] => {
    if (node.type !== 'seed' || own(node.params, 'mode') !== mode) return [];
    const value = mode === 'random' ? Math.floor(random() * drawnRange) : after(node);
    return [setParamAt(path, 'value', value)];
  });
  if (edits.length === 0) return null;
  const label = mode === 'random' ? 'draw a new seed' : 'count the seed up';
  return { label, edit: { kind: 'batch', edits } };
}

/** One more than the node's value; behind the greatest seed it starts again at 0. */
function after(node: GraphNode): number {
  const value = own(node.params, 'value');
  const current = typeof value === 'number' && Number.isSafeInteger(value) ? value : 0;
  return current >= Number.MAX_SAFE_INTEGER ? 0 : current + 1;
}

/**
 * The graph as a run that waits is to see it: seeds that are drawn are drawn now, those that count
 * up go on from the run that waits before it. `random`: 0 to below 1.
 */
export function queuedSeeds(
  doc: GraphDocument,
  before: GraphDocument | null,
  random: () => number,
): GraphDocument {
  const lastRun = new Map(
    everyNode(before?.nodes ?? {}).map(({ path, node }) => [path.join(' '), node]),
  );
  const edits = everyNode(doc.nodes).flatMap(({ path, node }): Edit[] => {
    const last = lastRun.get(path.join(' '));
    const counts = node.type === 'seed' && own(node.params, 'mode') === 'increment';
    if (!counts || last?.type !== 'seed') return [];
    return [setParamAt(path, 'value', after(last))];
  });
  const counted = applyEdit(doc, { kind: 'batch', edits }).doc;
  const drawn = advanceSeeds(counted, 'before-run', random);
  return drawn ? applyEdit(counted, drawn.edit).doc : counted;
}

/**
 * The same for a run that is to differ from the one before: where no Seed node draws or counts,
 * every seed that no wire sets is drawn anew.
 */
export function newSeeds(
  doc: GraphDocument,
  catalog: Catalog,
  before: GraphDocument | null,
  random: () => number,
): GraphDocument {
  const moves = everyNode(doc.nodes).some(
    ({ node: { type, params } }) =>
      type === 'seed' && ['random', 'increment'].includes(`${params.mode}`),
  );
  if (moves) return queuedSeeds(doc, before, random);
  const flat = flatten(doc);
  const { into } = topologyOf(flat.doc);
  const edits = Object.entries(flat.doc.nodes).flatMap(([id, node]): Edit[] => {
    const definition = catalog.get(node.type);
    return Object.entries(definition?.params ?? {}).flatMap(([param, spec]): Edit[] => {
      const wired = into(id).some(
        ({ to }) =>
          to.port === param ||
          [definition && inputPort(definition, node.params, to.port)?.type]
            .flat()
            .some((type) => type?.kind === 'seed'),
      );
      if (spec.kind !== 'seed' || wired) return [];
      return [setParamAt(flat.pathOf(id), param, Math.floor(random() * drawnRange))];
    });
  });
  return applyEdit(doc, { kind: 'batch', edits }).doc;
}

import type { GraphDocument, GraphNode } from './document';
import type { Edit, NamedEdit } from './edit';
import { own } from './own';

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
  const edits = Object.entries(doc.nodes).flatMap(([id, node]): Edit[] => {
    if (node.type !== 'seed' || own(node.params, 'mode') !== mode) return [];
    const value = mode === 'random' ? Math.floor(random() * drawnRange) : after(node);
    return [{ kind: 'setParam', id, param: 'value', value }];
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

import type { RunSnapshot } from './engine-events';
import type { NodeRunState } from './types';

/** `told` with stale results shown as idle; a node keeps its object while nothing about it changed. */
export function visibleNodes(
  told: RunSnapshot['nodes'],
  stale: ReadonlySet<string>,
  before: { readonly told: RunSnapshot['nodes']; readonly nodes: RunSnapshot['nodes'] },
): RunSnapshot['nodes'] {
  const shown: Record<string, NodeRunState> = {};
  for (const [id, node] of Object.entries(told)) {
    const settled = node.state === 'done' || node.state === 'cached' || node.state === 'failed';
    const was = before.nodes[id];
    if (!stale.has(id) || !settled) shown[id] = node;
    else shown[id] = was?.state === 'idle' && was.preview === node.preview ? was : masked(node);
  }
  return shown;
}

/** The old picture stays to be compared with; nothing else of a stale result is true any more. */
const masked = ({ preview }: NodeRunState): NodeRunState => ({ state: 'idle', preview });

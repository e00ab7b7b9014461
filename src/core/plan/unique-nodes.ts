import type { KeyedNode } from './base-keys';

export interface UniqueNodes {
  /** Nodes to run, in topological order. */
  readonly run: readonly KeyedNode[];
  /** The node that runs in a node's place: itself, or the first of its twins. */
  readonly standIn: ReadonlyMap<string, string>;
  /** A node that runs, then the nodes it also runs for. */
  readonly twins: ReadonlyMap<string, readonly [string, ...string[]]>;
}

/** Nodes with equal keys run once, whole loops included. What writes runs each time it is asked to. */
export function uniqueNodes(keyed: ReadonlyMap<string, KeyedNode>): UniqueNodes {
  const firstEnds = firstLoopEnds(keyed);
  const isTwinLoop = ({ zone }: KeyedNode) => zone !== undefined && !firstEnds.has(zone.end);
  const first = new Map<string, string>();
  const standIn = new Map<string, string>();
  const twins = new Map<string, [string, ...string[]]>();
  const run: KeyedNode[] = [];
  // Equal loops interleave in the order: one of them runs whole, so its nodes go first.
  const nodes = [...keyed.values()];
  const firstOnes = nodes.filter((node) => !isTwinLoop(node));
  for (const node of [...firstOnes, ...nodes.filter(isTwinLoop)]) {
    // Keys inside a loop are relative to it: they are compared only between equal loops.
    const key = node.zone ? `${loopIdentity(keyed, node.zone.end)} ${node.baseKey}` : node.baseKey;
    const writes = node.definition.effects === 'writes' && !isTwinLoop(node);
    const identity = writes ? `writes ${node.id}` : `${key} ${node.wantedKey}`;
    const stands = first.get(identity);
    if (stands === undefined) {
      first.set(identity, node.id);
      twins.set(node.id, [node.id]);
      run.push(node);
    } else twins.get(stands)?.push(node.id);
    standIn.set(node.id, stands ?? node.id);
  }
  return { run, standIn, twins };
}

/** Of two equal loops, one that is watched and one that is not run apart. */
function loopIdentity(keyed: ReadonlyMap<string, KeyedNode>, end: string): string {
  const node = keyed.get(end);
  return `${node?.baseKey} ${node?.wantedKey}`;
}

/** Ends of the loops that run for themselves and for those with an equal key. */
function firstLoopEnds(keyed: ReadonlyMap<string, KeyedNode>): ReadonlySet<string> {
  const byKey = new Map<string, string>();
  for (const { id, zone } of keyed.values()) {
    const identity = loopIdentity(keyed, id);
    if (zone?.end === id && !byKey.has(identity)) byKey.set(identity, id);
  }
  return new Set(byKey.values());
}

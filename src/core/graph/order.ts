import type { GraphDocument } from './document';
import { type Topology, topologyOf } from './topology';

export interface Order {
  /** Every node that is on no cycle, each behind all it needs. */
  readonly order: readonly string[];
  /** Each list is one circle of wires, in their direction. */
  readonly cycles: readonly (readonly string[])[];
}

/**
 * Topological order. Among nodes that are free to run the one first in natural order of ids comes
 * first in each layer, so that the order, and with it the batches, is the same after save and open.
 */
export function orderNodes(doc: GraphDocument): Order {
  const topology = topologyOf(doc);
  const last = orders.get(topology);
  if (last) return last;
  const order = makeOrder(topology);
  orders.set(topology, order);
  return order;
}

const orders = new WeakMap<Topology, Order>();

function makeOrder({ ids, into, outOf }: Topology): Order {
  const waiting = new Map<string, number>();
  const order: string[] = [];
  for (const id of ids) {
    const count = into(id).length;
    if (count === 0) order.push(id);
    else waiting.set(id, count);
  }
  let next = 0;
  const drain = (): void => {
    for (; next < order.length; next++) {
      for (const wire of outOf(order[next] ?? '')) release(wire.to.node);
    }
  };
  const release = (id: string): void => {
    const left = waiting.get(id);
    if (left === undefined) return;
    if (left > 1) waiting.set(id, left - 1);
    else {
      waiting.delete(id);
      order.push(id);
    }
  };
  drain();

  const cycles: (readonly string[])[] = [];
  // What still waits is on a cycle or behind one. Each cycle is named and taken out, and what was
  // only behind it is then free.
  while (waiting.size > 0) {
    const cycle = findCycle(waiting, (id) => into(id).map((wire) => wire.from.node));
    cycles.push(cycle);
    for (const id of cycle) waiting.delete(id);
    for (const id of cycle) for (const wire of outOf(id)) release(wire.to.node);
    drain();
  }
  return { order, cycles };
}

/** Walks back from any waiting node: each still waits for another, so the walk must meet itself. */
function findCycle(
  waiting: ReadonlyMap<string, number>,
  before: (id: string) => readonly string[],
): string[] {
  const path: string[] = [];
  const seen = new Map<string, number>();
  let here = waiting.keys().next().value;
  while (here !== undefined && !seen.has(here)) {
    seen.set(here, path.length);
    path.push(here);
    here = before(here).find((id) => waiting.has(id));
  }
  if (here === undefined) throw new Error('a node waits for nothing');
  return path.slice(seen.get(here)).reverse();
}

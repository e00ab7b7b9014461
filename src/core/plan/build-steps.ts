import { type KeyedNode, loopKey, nodeKey } from './base-keys';
import type { LoopStep, NodeStep, PlanMember, PlanStep, StepRef, ValueRef } from './execution-plan';
import { groupSteps, type Operation } from './group-steps';
import { freesAfter, type Reads, readsOf } from './lifetimes';
import type { UniqueNodes } from './unique-nodes';
import type { Wires } from './wires';

interface BuildArgs {
  readonly unique: UniqueNodes;
  readonly wires: Wires;
  readonly hash: (text: string) => string;
}

export interface BuiltSteps {
  readonly steps: readonly PlanStep[];
  /** Where a node's outputs are, by the id of the node that runs; loops by their end. */
  readonly places: ReadonlyMap<string, StepRef>;
}

/** Groups, orders and refers: everything after it is known which nodes run. */
export function buildSteps({ unique, wires, hash }: BuildArgs): BuiltSteps {
  const nodes = new Map(unique.run.map((node) => [node.id, node]));
  const bodies = new Map<string, KeyedNode[]>();
  const outside: KeyedNode[] = [];
  for (const node of unique.run) {
    if (!node.zone || node.zone.end === node.id) outside.push(node);
    else if (node.zone.begin !== node.id) {
      bodies.set(node.zone.end, [...(bodies.get(node.zone.end) ?? []), node]);
    }
  }
  /** Final keys: where steps were fused, each depends on what it runs beside. */
  const keys = new Map<string, string>();
  const places = new Map<string, StepRef>();

  const sourceNodes = (id: string): string[] =>
    [...(wires.get(id)?.values() ?? [])].flat().map(({ node }) => unique.standIn.get(node) ?? node);

  /** What a node waits for: an end waits for all that its loop reads from outside. */
  const waitsFor = (node: KeyedNode, among: ReadonlySet<string>): string[] => {
    const inLoop = bodies.get(node.id) ?? [];
    const readers =
      node.zone?.end === node.id
        ? [node.id, node.zone.begin, ...inLoop.map(({ id }) => id)]
        : [node.id];
    return readers.flatMap(sourceNodes).filter((id) => among.has(id) && id !== node.id);
  };

  const group = (list: readonly KeyedNode[]) => {
    const among = new Set(list.map(({ id }) => id));
    const operations = list.map(
      (node): Operation => ({
        id: node.id,
        after: waitsFor(node, among),
        fuseKey: fuseKey(node),
      }),
    );
    // By key, not by id: a batch, and with it the bytes it gives, must not depend on names.
    return groupSteps(operations).map((ids) =>
      ids.flatMap((id) => nodes.get(id) ?? []).sort((a, b) => (a.baseKey < b.baseKey ? -1 : 1)),
    );
  };

  const makeMember = (node: KeyedNode): PlanMember => {
    const { id, definition, params, fingerprint, zone } = node;
    const inputs: Record<string, readonly ValueRef[]> = {};
    const inputKeys: Record<string, readonly string[]> = {};
    for (const port of Object.keys(node.sourceKeys)) {
      const sources = (wires.get(id)?.get(port) ?? []).map((source) => ({
        node: unique.standIn.get(source.node) ?? source.node,
        port: source.port,
      }));
      inputs[port] = sources.map((source) => refTo(node, source.node, source.port));
      inputKeys[port] = sources.map((source) =>
        source.node === zone?.begin
          ? `begin:${source.port}`
          : `${keys.get(source.node)}:${source.port}`,
      );
    }
    const key = sameKeys(inputKeys, node.sourceKeys)
      ? node.baseKey
      : nodeKey(hash, { definition, params, fingerprint, inputKeys });
    const shownFor = unique.twins.get(id) ?? [id];
    return { nodes: shownFor, type: definition.type, params, inputs, key, inputKeys, fingerprint };
  };

  const refTo = (reader: KeyedNode, source: string, port: string): ValueRef => {
    if (source === reader.zone?.begin) return { from: 'begin', step: 0, member: 0, port };
    const place = places.get(source);
    if (!place) throw new Error(`${reader.id} reads ${source}, which is not planned before it`);
    const insideLoop = reader.zone !== undefined && reader.zone.begin !== reader.id;
    const sameLoop = insideLoop && nodes.get(source)?.zone?.id === reader.zone?.id;
    return { from: insideLoop && !sameLoop ? 'outer' : 'step', ...place, port };
  };

  const makeNodeStep = (group: readonly KeyedNode[], step: number): Unfreed => {
    const alone = group.map(makeMember);
    const together = alone.map(({ key }) => key);
    const made = alone.map((member, index): PlanMember => {
      const key =
        alone.length === 1 ? member.key : hash(JSON.stringify(['fused', index, together]));
      return { ...member, key };
    });
    for (const [member, plan] of made.entries()) {
      keys.set(plan.nodes[0], plan.key);
      places.set(plan.nodes[0], { step, member });
    }
    const [first, ...others] = made;
    if (!first) throw new Error('a step without nodes');
    return { kind: 'node', members: [first, ...others] };
  };

  const makeLoop = (end: KeyedNode, begin: KeyedNode, step: number): Omit<LoopStep, 'frees'> => {
    const beginMember = makeMember(begin);
    const body = group(bodies.get(end.id) ?? []).map(makeNodeStep);
    const endMember = makeMember(end);
    // Unless something before it was fused, the base key of the end is that of the loop already.
    const asBefore = beginMember.key === begin.baseKey && endMember.key === end.baseKey;
    const key = asBefore ? end.baseKey : loopKey(hash, beginMember.key, endMember.key);
    keys.set(end.id, key);
    places.set(end.id, { step, member: 0 });
    const zone = end.definition.zone;
    if (zone?.role !== 'end') throw new Error(`${end.id} ends a loop but is no loop end`);
    const frees = freesAfter(
      body.map((inner) => stepReads(inner)),
      readsOf(endMember, 'step'),
    );
    return {
      kind: 'loop',
      begin: beginMember,
      end: { ...endMember, key },
      output: zone.output,
      body: body.map((inner, index) => ({ ...inner, frees: frees[index] ?? [] })),
    };
  };

  const unfreed = group(outside).map((members, step) => {
    const [end] = members;
    const begin = end?.zone && nodes.get(end.zone.begin);
    return end && begin ? makeLoop(end, begin, step) : makeNodeStep(members, step);
  });
  const frees = freesAfter(unfreed.map((step) => stepReads(step)));
  const steps = unfreed.map((step, index): PlanStep => ({ ...step, frees: frees[index] ?? [] }));
  return { steps, places };
}

type Unfreed = Omit<NodeStep, 'frees'>;

function stepReads(step: Unfreed | Omit<LoopStep, 'frees'>): Reads {
  if (step.kind === 'node') {
    const reads = step.members.flatMap((member) => readsOf(member, 'step'));
    return { memberCount: step.members.length, reads };
  }
  const inside = [...step.body.flatMap(({ members }) => members), step.end];
  const reads = [
    ...readsOf(step.begin, 'step'),
    ...inside.flatMap((member) => readsOf(member, 'outer')),
  ];
  return { memberCount: 1, reads };
}

/** Same type, same sources on the ports the definition names: they may run as one batch. */
function fuseKey(node: KeyedNode): string | undefined {
  const { fuse, type } = node.definition;
  if (!fuse) return undefined;
  return JSON.stringify([type, fuse.on.map((port) => node.sourceKeys[port] ?? [])]);
}

const sameKeys = (
  a: Readonly<Record<string, readonly string[]>>,
  b: Readonly<Record<string, readonly string[]>>,
): boolean =>
  Object.entries(a).every(([port, keys]) => keys.every((key, index) => key === b[port]?.[index]));

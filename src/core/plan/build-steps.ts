import { type KeyedNode, loopKey, nodeKey, outputKey } from './base-keys';
import type { LoopStep, NodeStep, PlanMember, PlanStep, StepRef, ValueRef } from './execution-plan';
import { groupSteps, type Operation } from './group-steps';
import { freesAfter, type Reads, readsOf } from './lifetimes';
import type { UniqueNodes } from './unique-nodes';
import { everySource } from './wires';

interface BuildArgs {
  readonly unique: UniqueNodes;
  readonly hash: (text: string) => string;
}

export interface BuiltSteps {
  readonly steps: readonly PlanStep[];
  /** Where a node's outputs are, by the id of the node that runs; loops by their end. */
  readonly places: ReadonlyMap<string, StepRef>;
}

/** Groups, orders and refers: everything after it is known which nodes run. */
export function buildSteps({ unique, hash }: BuildArgs): BuiltSteps {
  const nodes = new Map(unique.run.map((node) => [node.id, node]));
  const bodies = new Map<string, KeyedNode[]>();
  const outside: KeyedNode[] = [];
  for (const node of unique.run) {
    if (!node.zone || node.zone.end === node.id) outside.push(node);
    else if (node.zone.begin !== node.id) {
      const body = bodies.get(node.zone.end);
      if (body) body.push(node);
      else bodies.set(node.zone.end, [node]);
    }
  }
  /** Where steps were fused each key depends on what it runs beside: those that differ from the base key. */
  const rekeyed = new Map<string, string>();
  const places = new Map<string, StepRef>();

  const standIn = (node: string): string => unique.standIn.get(node) ?? node;

  /** What a node waits for: an end waits for all that its loop reads from outside. */
  const waitsFor = (node: KeyedNode, among: ReadonlySet<string>): string[] => {
    const after: string[] = [];
    const addSources = (reader: KeyedNode): void => {
      for (const source of everySource(reader.sources)) {
        const id = standIn(source.node);
        if (id !== node.id && among.has(id)) after.push(id);
      }
    };
    addSources(node);
    if (node.zone?.end === node.id) {
      const begin = nodes.get(node.zone.begin);
      if (begin) addSources(begin);
      bodies.get(node.id)?.forEach(addSources);
    }
    return after;
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
    const { id, definition, params, open, fingerprint, zone, wanted } = node;
    const inputs: Record<string, readonly ValueRef[]> = {};
    const inputKeys: Record<string, readonly string[]> = {};
    let changed = false;
    for (const [port, wired] of Object.entries(node.sources)) {
      inputs[port] = wired.map((source) => refTo(node, standIn(source.node), source.port));
      const ownKeys = node.sourceKeys[port];
      if (!ownKeys) continue;
      inputKeys[port] = wired.map((source, index) => {
        const sourceKey =
          source.node === zone?.begin ? undefined : rekeyed.get(standIn(source.node));
        if (sourceKey === undefined) return ownKeys[index] ?? '';
        changed = true;
        return outputKey(nodes.get(standIn(source.node)), source.port, sourceKey);
      });
    }
    const key = changed
      ? nodeKey(hash, { definition, params, open, fingerprint, inputKeys })
      : node.baseKey;
    const shownFor = unique.twins.get(id) ?? [id];
    return {
      nodes: shownFor,
      type: definition.type,
      params,
      inputs,
      key,
      inputKeys,
      fingerprint,
      open,
      wanted,
    };
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
    const made = fuse(group.map(makeMember), hash);
    for (const [member, { id, baseKey }] of group.entries()) {
      const key = made[member]?.key;
      if (key !== undefined && key !== baseKey) rekeyed.set(id, key);
      places.set(id, { step, member });
    }
    const [first, ...others] = made.map((one, member) => withDemand(one, group[member], hash));
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
    if (!asBefore) rekeyed.set(end.id, key);
    places.set(end.id, { step, member: 0 });
    const zone = end.definition.zone;
    if (zone?.role !== 'end') throw new Error(`${end.id} ends a loop but is no loop end`);
    const frees = freesAfter(
      body.map((inner) => stepReads(inner)),
      readsOf([endMember], 'step'),
    );
    return {
      kind: 'loop',
      begin: beginMember,
      end: withDemand({ ...endMember, key }, end, hash),
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
  if (step.kind === 'node')
    return { memberCount: step.members.length, reads: readsOf(step.members, 'step') };
  const inside = [...step.body.flatMap(({ members }) => members), step.end];
  const reads = [...readsOf([step.begin], 'step'), ...readsOf(inside, 'outer')];
  return { memberCount: 1, reads };
}

/**
 * Kept under another key where more was made than the value alone: one without is never taken for
 * one with it. Keys that others are made of stay, and with them every byte of the picture.
 */
function withDemand(
  member: PlanMember,
  node: KeyedNode | undefined,
  hash: BuildArgs['hash'],
): PlanMember {
  if (!node || node.wanted.length === 0) return member;
  return { ...member, key: hash(JSON.stringify(['wanted', member.key, node.wantedKey])) };
}

/** Members of one batch each depend on all of it. */
function fuse(alone: readonly PlanMember[], hash: BuildArgs['hash']): readonly PlanMember[] {
  if (alone.length === 1) return alone;
  const together = alone.map(({ key }) => key);
  return alone.map((member, index) => ({
    ...member,
    key: hash(JSON.stringify(['fused', index, together])),
  }));
}

/** Same type, same sources on the ports the definition names: they may run as one batch. */
function fuseKey(node: KeyedNode): string | undefined {
  const { fuse, type } = node.definition;
  if (!fuse) return undefined;
  return JSON.stringify([type, fuse.on.map((port) => node.sourceKeys[port] ?? [])]);
}

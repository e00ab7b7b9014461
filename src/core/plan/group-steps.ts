/** A thing to run: a node, or a whole loop. */
export interface Operation {
  readonly id: string;
  /** Ids of operations of the same list that must run before it. */
  readonly after: readonly string[];
  /** Operations with the same key may run as one batch. */
  readonly fuseKey?: string;
}

interface Group {
  readonly members: Operation[];
  /** Ids of operations; some may be named twice. */
  readonly after: string[];
}

/**
 * Fuses what may run together and orders the groups so that each comes after all it depends on.
 * `operations` come in topological order. An operation joins a group only if the group is not among
 * its ancestors: counted over groups, since a group waits for what any of its members waits for.
 */
export function groupSteps(operations: readonly Operation[]): readonly (readonly string[])[] {
  const groups: Group[] = [];
  const groupOf = new Map<string, Group>();
  const open = new Map<string, Group[]>();
  for (const operation of operations) {
    const candidates = operation.fuseKey === undefined ? [] : (open.get(operation.fuseKey) ?? []);
    let group = candidates.find((candidate) => !isAncestor(candidate, operation.after, groupOf));
    if (!group) {
      group = { members: [], after: [] };
      groups.push(group);
      if (operation.fuseKey !== undefined) open.set(operation.fuseKey, [...candidates, group]);
    }
    group.members.push(operation);
    group.after.push(...operation.after);
    groupOf.set(operation.id, group);
  }
  // Only what joined an earlier group can wait for something behind it.
  const ordered = groups.length === operations.length ? groups : orderGroups(groups, groupOf);
  return ordered.map(({ members }) => members.map(({ id }) => id));
}

function isAncestor(
  group: Group,
  from: readonly string[],
  groupOf: ReadonlyMap<string, Group>,
): boolean {
  const seen = new Set<Group | undefined>(from.map((id) => groupOf.get(id)));
  for (const other of seen) {
    if (other === group) return true;
    for (const id of other?.after ?? []) seen.add(groupOf.get(id));
  }
  return false;
}

/** Depth first without recursion: a chain of thousands of nodes must not exhaust the stack. */
function orderGroups(groups: readonly Group[], groupOf: ReadonlyMap<string, Group>): Group[] {
  const ordered: Group[] = [];
  const entered = new Set<Group>();
  const stack: { group: Group; done: boolean }[] = [];
  for (const root of groups) {
    stack.push({ group: root, done: false });
    for (let top = stack.pop(); top; top = stack.pop()) {
      if (top.done) ordered.push(top.group);
      if (entered.has(top.group)) continue;
      entered.add(top.group);
      stack.push({ group: top.group, done: true });
      for (const id of top.group.after) {
        const before = groupOf.get(id);
        if (before && !entered.has(before)) stack.push({ group: before, done: false });
      }
    }
  }
  return ordered;
}

import type { PlanMember, StepRef, ValueRef } from './execution-plan';

/** A step before it is known what may be freed behind it. */
export interface Reads {
  readonly memberCount: number;
  readonly reads: readonly ValueRef[];
}

/**
 * For each step, the members whose values nobody reads any more once it has run. `readAtEnd`: what
 * is read after the last step (a loop's end reads its body), which no step frees.
 */
export function freesAfter(
  steps: readonly Reads[],
  readAtEnd: readonly ValueRef[] = [],
): readonly (readonly StepRef[])[] {
  // What nobody reads at all is freed where it is made.
  const lastReaders = steps.map(({ memberCount }, at) => new Array<number>(memberCount).fill(at));
  const readBy = (refs: readonly ValueRef[], at: number): void => {
    for (const { step, member } of refs) {
      const readers = lastReaders[step];
      if (readers && member < readers.length) readers[member] = at;
    }
  };
  for (const [at, { reads }] of steps.entries()) readBy(reads, at);
  readBy(readAtEnd, steps.length);
  const frees: StepRef[][] = steps.map(() => []);
  for (const [step, readers] of lastReaders.entries()) {
    for (const [member, at] of readers.entries()) frees[at]?.push({ step, member });
  }
  return frees;
}

/** The references of members into one list: `step` their own, `outer` the one around it. */
export function readsOf(members: readonly PlanMember[], from: ValueRef['from']): ValueRef[] {
  const reads: ValueRef[] = [];
  for (const { inputs } of members) {
    for (const refs of Object.values(inputs)) {
      for (const ref of refs) if (ref.from === from) reads.push(ref);
    }
  }
  return reads;
}

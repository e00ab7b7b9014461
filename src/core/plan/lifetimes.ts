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
  const lastReader = new Map<string, { ref: StepRef; at: number }>();
  for (const [at, step] of steps.entries()) {
    // What nobody reads at all is freed where it is made.
    for (let member = 0; member < step.memberCount; member++) {
      lastReader.set(`${at} ${member}`, { ref: { step: at, member }, at });
    }
    for (const ref of step.reads) {
      const entry = lastReader.get(`${ref.step} ${ref.member}`);
      if (entry) entry.at = at;
    }
  }
  for (const ref of readAtEnd) lastReader.delete(`${ref.step} ${ref.member}`);
  const frees: StepRef[][] = steps.map(() => []);
  for (const { ref, at } of lastReader.values()) frees[at]?.push(ref);
  return frees;
}

/** The references of a member into one list: `step` its own, `outer` the one around it. */
export const readsOf = (member: PlanMember, from: ValueRef['from']): ValueRef[] =>
  Object.values(member.inputs).flatMap((refs) => refs.filter((ref) => ref.from === from));

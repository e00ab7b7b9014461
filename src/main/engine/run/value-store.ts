import type { StepRef } from '@core/plan/execution-plan';
import type { Value } from '@core/values';
import type { OutputMap } from '../value-cache';

/** Values of one list of steps while it runs: each lives until its last reader has run. */
export interface ValueStore {
  set(step: number, outputs: readonly OutputMap[]): void;
  read(ref: StepRef & { readonly port: string }): Value | undefined;
  free(refs: readonly StepRef[]): void;
}

export function createValueStore(): ValueStore {
  const values = new Map<string, OutputMap>();
  const keyOf = ({ step, member }: StepRef) => `${step} ${member}`;
  return {
    set(step, outputs) {
      for (const [member, output] of outputs.entries()) values.set(keyOf({ step, member }), output);
    },
    read: (ref) => values.get(keyOf(ref))?.[ref.port],
    free(refs) {
      for (const ref of refs) values.delete(keyOf(ref));
    },
  };
}

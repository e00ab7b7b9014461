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
  const values: (OutputMap | undefined)[][] = [];
  return {
    set(step, outputs) {
      values[step] = [...outputs];
    },
    read: ({ step, member, port }) => values[step]?.[member]?.[port],
    free(refs) {
      for (const { step, member } of refs) {
        const members = values[step];
        if (members) members[member] = undefined;
      }
    },
  };
}

import type { ParamValues } from '../node-params';

/**
 * What is to run, in order. Made by `makePlan`; the engine walks it without looking at the graph
 * again. Node ids are only for showing: nothing in a key depends on them.
 */

/** One output of a step that ran before. */
export interface ValueRef {
  /**
   * `step`: of this list of steps. `outer`: inside a loop, a step of the list around it, computed
   * once. `begin`: inside a loop, what its begin gives at each iteration.
   */
  readonly from: 'step' | 'outer' | 'begin';
  /** Index into that list; 0 for `begin`. */
  readonly step: number;
  /** Which of the steps that were fused; 0 otherwise. */
  readonly member: number;
  readonly port: string;
}

export interface PlanMember {
  /** The node, then nodes that would compute the very same values: they run once, shown for each. */
  readonly nodes: readonly [string, ...string[]];
  readonly type: string;
  /** Defaults filled in. */
  readonly params: ParamValues;
  /** By port or wired parameter, in wire order; those without wires are absent. */
  readonly inputs: Readonly<Record<string, readonly ValueRef[]>>;
  /** Equal key, equal value, whatever the node's id. */
  readonly key: string;
  /** What the key was made of, so that the engine can say what changed. */
  readonly inputKeys: Readonly<Record<string, readonly string[]>>;
  readonly fingerprint: string;
  /** Wired parameters whose value only the run tells. */
  readonly open: readonly string[];
  /** Outputs made on demand that somebody reads; the others need not be made. */
  readonly wanted: readonly string[];
}

export interface StepRef {
  readonly step: number;
  readonly member: number;
}

export interface NodeStep {
  readonly kind: 'node';
  /** One, or several of one type that run as one batch. */
  readonly members: readonly [PlanMember, ...PlanMember[]];
  /** Nobody reads these after this step. */
  readonly frees: readonly StepRef[];
}

export interface LoopStep {
  readonly kind: 'loop';
  /** Its inputs are references into the list around the loop. */
  readonly begin: PlanMember;
  /** Its inputs are references from inside; its key is the key of the whole loop. */
  readonly end: PlanMember;
  /** Port of `end` that gives the last carry outside. */
  readonly output: string;
  readonly body: readonly NodeStep[];
  readonly frees: readonly StepRef[];
}

export type PlanStep = NodeStep | LoopStep;

export interface ExecutionPlan {
  readonly steps: readonly PlanStep[];
  /** What was asked for: the steps that run even where nobody reads them. */
  readonly targets: readonly StepRef[];
}

/** Members of a step in a fixed order: for a loop begin, body, end. What is shown is kept by it. */
export function membersOf(step: PlanStep): readonly PlanMember[] {
  return step.kind === 'node'
    ? step.members
    : [step.begin, ...step.body.flatMap((inner) => inner.members), step.end];
}

import { portsOf } from '../graph/ports-of';
import type { Catalog, NodeDefinition } from '../node-definition';
import type { PlannedNode } from '../protocol';
import { canonicalJson } from './canonical-json';
import {
  type ExecutionPlan,
  membersOf,
  type PlanMember,
  type PlanStep,
  type ValueRef,
} from './execution-plan';
import { isParam } from './wires';

/** What each node ran with when a run last planned it. */
export type PlanHistory = ReadonlyMap<string, PlanMember>;

/** `unneeded`: everything that would read it is served from the cache. */
export type StepAction = 'run' | 'cached' | 'unneeded';

export interface ExplainArgs {
  readonly plan: ExecutionPlan;
  /** One a step. */
  readonly actions: readonly StepAction[];
  readonly history: PlanHistory;
  readonly catalog: Catalog;
  /** What a user calls a node. */
  readonly titleOf: (node: string) => string;
}

/** Members under whose keys a step's values are kept: a loop's value is its end's. */
export const keptMembers = (step: PlanStep): readonly PlanMember[] =>
  step.kind === 'node' ? step.members : [step.end];

/**
 * What becomes of each node of a plan and why, in a few words: `prompt changed`, `upstream: Text
 * prompt changed`, `not run yet`. Found by comparing what keys are made of with what they were made
 * of when a run last planned the node. Pure: the same before a run and at its start.
 */
export function explainPlan(args: ExplainArgs): readonly PlannedNode[] {
  const causes = findCauses(args);
  return args.plan.steps.flatMap((step, index): readonly PlannedNode[] => {
    const action = args.actions[index];
    if (action === 'run') return whyItRuns(step, args, causes);
    const reason = action === 'cached' ? 'in the cache' : 'what reads it is in the cache';
    return membersOf(step).flatMap(({ nodes }) =>
      nodes.map((node): PlannedNode => ({ node, action: 'cached', reason })),
    );
  });
}

function whyItRuns(
  step: PlanStep,
  { history, catalog, titleOf }: ExplainArgs,
  causes: Causes,
): readonly PlannedNode[] {
  const known = keptMembers(step).every(({ nodes, key }) => history.get(nodes[0])?.key === key);
  const rest = known
    ? 'left the cache'
    : step.kind === 'loop'
      ? 'its loop runs again'
      : 'what it runs in one batch with changed';
  const writes = (member: PlanMember) => catalog.get(member.type)?.effects === 'writes';
  return membersOf(step).flatMap((member) =>
    member.nodes.map((node): PlannedNode => {
      const cause = causes.get(member);
      const reason = writes(member)
        ? 'always runs'
        : cause?.kind === 'upstream'
          ? `upstream: ${titleOf(cause.root)} changed`
          : cause?.reason;
      return { node, action: 'run', reason: reason ?? rest };
    }),
  );
}

/** Why a member's value is another one than last time; absent where nothing of its own changed. */
type Cause =
  | { readonly kind: 'own'; readonly reason: string }
  | { readonly kind: 'new'; readonly reason: string }
  /** `root`: the node where the change was made. */
  | { readonly kind: 'upstream'; readonly root: string; readonly reason?: undefined };

type Causes = ReadonlyMap<PlanMember, Cause>;

/** Sources come before their readers in a plan, so one walk finds the root of every change. */
function findCauses({ plan, history, catalog }: ExplainArgs): Causes {
  const causes = new Map<PlanMember, Cause>();
  for (const step of plan.steps) {
    for (const member of membersOf(step)) {
      const definition = catalog.get(member.type);
      const last = history.get(member.nodes[0]);
      const cause =
        !definition || last?.type !== member.type
          ? ({ kind: 'new', reason: 'not run yet' } as const)
          : causeOf({
              definition,
              last,
              now: member,
              causes,
              sourceOf: sourceIn(plan, step, member),
            });
      if (cause) causes.set(member, cause);
    }
  }
  return causes;
}

interface CauseArgs {
  readonly definition: NodeDefinition;
  readonly last: PlanMember;
  readonly now: PlanMember;
  readonly causes: Causes;
  readonly sourceOf: (ref: ValueRef) => PlanMember | undefined;
}

function causeOf({ definition, last, now, causes, sourceOf }: CauseArgs): Cause | undefined {
  const own = (reason: string | undefined): Cause | undefined =>
    reason === undefined ? undefined : { kind: 'own', reason };
  /** The source itself gives another value than last time: then the wire is the old one. */
  const upstream = (port: string): Cause | undefined => {
    const before = last.inputKeys[port] ?? [];
    const source = now.inputs[port]?.find(
      (_, index) => now.inputKeys[port]?.[index] !== before[index],
    );
    const member = source && sourceOf(source);
    const cause = member && causes.get(member);
    if (!member || !cause || cause.kind === 'new') return undefined;
    return { kind: 'upstream', root: cause.kind === 'upstream' ? cause.root : member.nodes[0] };
  };
  for (const [name, spec] of Object.entries(definition.params)) {
    const wired = differs(last.inputKeys[name], now.inputKeys[name]);
    if (wired && isParam(definition, now.params, name))
      return upstream(name) ?? own(`${inSentence(spec.label)} changed`);
    if (differs(last.params[name], now.params[name]))
      return own(`${inSentence(spec.label)} changed`);
  }
  for (const [port, { label }] of Object.entries(portsOf(definition, now.params).inputs)) {
    if (differs(last.inputKeys[port], now.inputKeys[port]))
      return upstream(port) ?? own(`input ${inSentence(label)} changed`);
  }
  const asked = now.wanted.find((output) => !last.wanted.includes(output));
  const label = asked === undefined ? undefined : definition.outputs[asked]?.label;
  if (label) return own(`${inSentence(label)} is asked for`);
  return own(last.fingerprint === now.fingerprint ? undefined : 'its file or model changed');
}

/** Where a reference of a member of `step` leads. */
const sourceIn =
  ({ steps }: ExecutionPlan, step: PlanStep, reader: PlanMember) =>
  ({ from, step: index, member }: ValueRef): PlanMember | undefined => {
    if (step.kind === 'loop' && from === 'begin') return step.begin;
    // A loop's begin reads the list around the loop; what is inside says `outer` for that.
    const inside = step.kind === 'loop' && reader !== step.begin && from === 'step';
    const source = inside ? step.body[index] : steps[index];
    return source && keptMembers(source)[member];
  };

const differs = (a: unknown, b: unknown): boolean => canonicalJson(a) !== canonicalJson(b);

/** `Guidance scale` to `guidance scale`, but `U-Net` stays. */
const inSentence = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

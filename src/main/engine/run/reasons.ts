import { portsOf } from '@core/graph/ports-of';
import type { Catalog, NodeDefinition } from '@core/node-definition';
import { canonicalJson } from '@core/plan/canonical-json';
import { membersOf, type PlanMember, type PlanStep } from '@core/plan/execution-plan';
import { isParam } from '@core/plan/wires';
import type { PlannedNode } from '@core/protocol';
import { keptMembers } from './decide';

/** What each node ran with when it was last planned. */
export type History = Map<string, PlanMember>;

/** Why each node of a step runs, in a few words: `prompt changed`, `input latent changed`. */
export function reasonsToRun(
  step: PlanStep,
  history: ReadonlyMap<string, PlanMember>,
  catalog: Catalog,
): readonly PlannedNode[] {
  const kept = keptMembers(step);
  const released = kept.every((member) => history.get(member.nodes[0])?.key === member.key);
  const rest = released
    ? 'value was released'
    : step.kind === 'loop'
      ? 'its loop runs again'
      : 'what it runs in one batch with changed';
  return membersOf(step).flatMap((member) =>
    member.nodes.map((node) => {
      const reason = ownReason(member, history.get(node), catalog.get(member.type)) ?? rest;
      return { node, action: 'run', reason };
    }),
  );
}

function ownReason(
  member: PlanMember,
  last: PlanMember | undefined,
  definition: NodeDefinition | undefined,
): string | undefined {
  if (definition?.effects === 'writes') return 'always runs';
  if (!definition || last?.type !== member.type) return 'first run';
  return (
    changedParam(definition, last, member) ??
    changedInput(definition, last, member) ??
    newlyWanted(definition, last, member) ??
    (last.fingerprint !== member.fingerprint ? 'its file or model changed' : undefined)
  );
}

function changedParam(
  definition: NodeDefinition,
  last: PlanMember,
  now: PlanMember,
): string | undefined {
  for (const [name, spec] of Object.entries(definition.params)) {
    const came = canonicalJson(last.inputKeys[name]) !== canonicalJson(now.inputKeys[name]);
    const changed = canonicalJson(last.params[name]) !== canonicalJson(now.params[name]);
    if (changed || (came && isParam(definition, now.params, name))) {
      return `${inSentence(spec.label)} changed`;
    }
  }
  return undefined;
}

function changedInput(
  definition: NodeDefinition,
  last: PlanMember,
  now: PlanMember,
): string | undefined {
  for (const [port, { label }] of Object.entries(portsOf(definition, now.params).inputs)) {
    if (canonicalJson(last.inputKeys[port]) !== canonicalJson(now.inputKeys[port])) {
      return `input ${inSentence(label)} changed`;
    }
  }
  return undefined;
}

/** What is made on demand was not made when the value was. */
function newlyWanted(
  definition: NodeDefinition,
  last: PlanMember,
  now: PlanMember,
): string | undefined {
  const port = now.wanted.find((output) => !last.wanted.includes(output));
  const label = port === undefined ? undefined : definition.outputs[port]?.label;
  return label && `${inSentence(label)} is asked for`;
}

/** `Guidance scale` to `guidance scale`, but `U-Net` stays. */
const inSentence = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

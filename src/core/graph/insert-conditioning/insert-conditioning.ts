import { type AppError, err, ok, type Problem, type Result } from '../../errors';
import type { AddingEdit } from '../add-node';
import { analyse } from '../analyse';
import type { Analysis } from '../analysis';
import { applyEdit } from '../apply-edit';
import type { Endpoint } from '../document';
import type { Bounds } from '../frames';
import { nodeTitle } from '../node-title';
import { own } from '../own';
import { ancestors, topologyOf } from '../topology';
import { type GraphPart, graphPart } from './graph-part';
import {
  type ConditioningSource,
  checkSource,
  conditioningSources,
  type EncoderRole,
  nullPorts,
  recipes,
  type SourceArgs,
} from './sources';
import {
  type ConditioningTarget,
  conditioningTarget,
  partEndpoint,
  type TargetArgs,
} from './target';

export type { ConditioningSource } from './sources';
export { takesConditioning } from './target';

export interface ConditioningChoice {
  readonly source: ConditioningSource;
  /** Why the model cannot be conditioned so; absent: it can. */
  readonly refusal?: AppError;
}

/** What a conditioning port can be given, by its U-Net's manifest. Fails where no U-Net is known. */
export function conditioningChoices(args: TargetArgs): Result<{
  readonly choices: readonly ConditioningChoice[];
  /** What is wired there already: a new one comes beside, or a Switch chooses. */
  readonly wired: number;
  readonly isNullSide: boolean;
}> {
  const target = conditioningTarget(args);
  if (!target.ok) return target;
  const source = sourceArgs(args, target.value);
  const choices = conditioningSources.map((name): ConditioningChoice => {
    const checked = checkSource(name, source);
    return checked.ok ? { source: name } : { source: name, refusal: checked.error };
  });
  const { wires, isNullSide } = target.value;
  return ok({ choices, wired: wires.length, isNullSide });
}

const sourceArgs = (args: TargetArgs, target: ConditioningTarget): SourceArgs => ({
  target,
  part: (role) => partEndpoint(args, target, role),
});

export interface InsertArgs extends TargetArgs {
  readonly source: ConditioningSource;
  /** `join`: beside what is wired there. `switch`: a Switch chooses the new one, what was there is kept. */
  readonly mode: 'join' | 'switch';
  /** Canvas units: what lies on the canvas. */
  readonly taken: readonly Bounds[];
}

/**
 * Adds the nodes that make a conditioning of a source and wires them to a conditioning port, as one
 * step of undo: the encoder of the U-Net's own pipeline, a null conditioning beside channels where
 * the U-Net needs tokens, and what the null conditioning needs to stand in for it. On the null side a
 * new one takes the place of what was there. Fails with the reason where the graph would not run.
 */
export function insertConditioning(args: InsertArgs): Result<AddingEdit> {
  const target = conditioningTarget(args);
  if (!target.ok) return target;
  const checked = checkSource(args.source, sourceArgs(args, target.value));
  if (!checked.ok) return checked;
  const before = args.analysis.problems;
  const bare = attempt(args, target.value, false);
  const lacking = problemsOf(args, bare).some(({ code }) => missingTokens.has(code));
  const made = lacking ? attempt(args, target.value, true) : bare;
  const error = problemsOf(args, made).find(
    (problem) =>
      problem.severity === 'error' &&
      !before.some(
        ({ code, node, port }) =>
          code === problem.code && node === problem.node && port === problem.port,
      ),
  );
  return error ? err(error) : ok(made);
}

/** What a null conditioning beside the new one mends. */
const missingTokens: ReadonlySet<string> = new Set(['tokens-missing', 'vector-missing']);

function problemsOf(
  { doc, catalog, models }: InsertArgs,
  { edit }: AddingEdit,
): readonly Problem[] {
  const after: Analysis = analyse(applyEdit(doc, edit).doc, catalog, models);
  return after.problems;
}

function attempt(args: InsertArgs, target: ConditioningTarget, withNull: boolean): AddingEdit {
  const { doc, catalog, source, mode, taken } = args;
  const graph = graphPart(doc, catalog);
  const recipe = recipes[source];
  const facts = sourceArgs(args, target);
  const { to, port, wires, isNullSide } = target;
  const made: Endpoint[] = [];
  // Columns 1 and up; a Merge (0) and a Switch (-1) stand between them and the target.
  made.push(recipe.build(facts, graph));
  if (withNull) made.push(nullBeside(args, target, facts, graph));
  const old = wires.map(({ from }) => from);
  if (mode === 'switch' && wires.length > 0) {
    for (const { id } of wires) graph.cut(id);
    const node = graph.add('switch', -1, { index: 1 });
    graph.wire(merged(graph, old), { node, port: 'inputs' });
    graph.wire(merged(graph, made), { node, port: 'inputs' });
    graph.wire({ node, port: 'output' }, to);
  } else if (port.multiple) {
    for (const from of made) graph.wire(from, to);
  } else {
    for (const { id } of wires) graph.cut(id);
    graph.wire(merged(graph, isNullSide ? made : [...old, ...made]), to);
  }
  const role = recipe.standIn?.(facts);
  if (role) extendNulls(args, target, facts, graph, role);
  const left = own(doc.nodes, to.node)?.position ?? { x: 0, y: 0 };
  const { edits, ids } = graph.finish(left, taken);
  return {
    label: `insert conditioning at ${nodeTitle(doc, catalog, to.node)}`,
    edit: { kind: 'batch', edits },
    ids,
  };
}

/** One conditioning of several. */
function merged(graph: GraphPart, parts: readonly Endpoint[]): Endpoint {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const node = graph.add('merge-conditioning', 0);
  for (const from of parts) graph.wire(from, { node, port: 'conditioning' });
  return { node, port: 'conditioning' };
}

const encoders: readonly EncoderRole[] = [
  'text-encoder',
  'class-embedder',
  'layout-encoder',
  'image-encoder',
];

/** The null conditioning that the U-Net has already, or one of all its encoders. */
function nullBeside(
  args: InsertArgs,
  target: ConditioningTarget,
  facts: SourceArgs,
  graph: GraphPart,
): Endpoint {
  const [present] = nullsOf(args, target);
  if (present !== undefined) return { node: present, port: 'conditioning' };
  const node = graph.add('null-conditioning', 1);
  for (const role of encoders) {
    const from = facts.part(role);
    if (from.ok) graph.wire(from.value, { node, port: nullPorts[role] });
  }
  return { node, port: 'conditioning' };
}

/** Null conditionings upstream of the U-Net's runs, those of guidance's other step included. */
function nullsOf({ doc }: InsertArgs, { consumer }: ConditioningTarget): readonly string[] {
  const { into, ids } = topologyOf(doc);
  const latentOf = (id: string) => into(id).find(({ to }) => to.port === 'latent')?.from;
  const latent = latentOf(consumer);
  const type = own(doc.nodes, consumer)?.type;
  const partners = ids.filter((id) => {
    const other = own(doc.nodes, id)?.type === type ? latentOf(id) : undefined;
    return other && latent && other.node === latent.node && other.port === latent.port;
  });
  const upstream = ancestors(doc, [consumer, ...partners]);
  return ids.filter((id) => upstream.has(id) && own(doc.nodes, id)?.type === 'null-conditioning');
}

/** Guidance needs a nothing for each source of the other side. */
function extendNulls(
  args: InsertArgs,
  target: ConditioningTarget,
  facts: SourceArgs,
  graph: GraphPart,
  role: EncoderRole,
): void {
  const from = facts.part(role);
  if (!from.ok) return;
  const { into } = topologyOf(args.doc);
  for (const node of nullsOf(args, target)) {
    if (into(node).some(({ to }) => to.port === nullPorts[role])) continue;
    graph.wire(from.value, { node, port: nullPorts[role] });
  }
}

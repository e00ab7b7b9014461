import type { Problem } from '../errors';
import type { ModelManifest } from '../models/manifest';
import type { InferResult, NodeDefinition } from '../node-definition';
import type { PortType } from '../ports/port-type';
import type { NodeAnalysis } from './analysis';
import { type Arriving, arrivingTypes, type Source } from './arriving-types';
import { bareRecord } from './bare-record';
import { checkParams } from './check-params';
import type { GraphNode } from './document';
import { type DrivenParams, driveParams } from './driven-params';
import { inferOpen } from './infer-open';
import { own } from './own';
import { type Ports, portsOf } from './ports-of';
import { sameRecord } from './same-analysis';
import type { Wire } from './topology';

export interface AnalyseNodeArgs {
  readonly id: string;
  readonly title: string;
  readonly node: GraphNode;
  readonly definition: NodeDefinition;
  /** Into this node, in order. */
  readonly wires: readonly Wire[];
  /** What each of them brings. */
  readonly sources: readonly Source[];
  readonly models: readonly ModelManifest[];
  /** Of the zone this node begins. */
  readonly zone: string | undefined;
}

/** What was said last for a params object, and what it was made of. */
interface Memory {
  args: AnalyseNodeArgs;
  inferred: Inferred;
  analysis: NodeAnalysis;
}

/**
 * Moving or renaming a node keeps its `params` object, and an unchanged node gives the same type
 * objects, so an edit costs only what lies downstream of it.
 */
const memories = new WeakMap<GraphNode['params'], Memory>();

/**
 * Types and problems of one node, from its params, the types on its wires and the models. The last
 * answer for the same params object is given again where nothing that went into it is different.
 */
export function analyseNode(args: AnalyseNodeArgs): NodeAnalysis {
  const last = memories.get(args.node.params);
  if (last && sameArgs(last.args, args)) return last.analysis;
  const { definition } = args;
  const ports = portsOf(definition, args.node.params);
  const arriving = arrivingTypes({ ...args, ports });
  const inferred =
    last && sameInference(last, args, arriving) ? last.inferred : inferNode(args, ports, arriving);
  const analysis = {
    known: true,
    inputs: arriving.shown,
    outputs: inferred.types,
    notes: inferred.result.notes ?? noNotes,
    problems: nodeProblems(args, arriving, inferred),
    params: inferred.driven.params,
    open: inferred.driven.open,
  };
  if (last) Object.assign(last, { args, inferred, analysis });
  else memories.set(args.node.params, { args, inferred, analysis });
  return analysis;
}

function sameArgs(a: AnalyseNodeArgs, b: AnalyseNodeArgs): boolean {
  return (
    a.definition === b.definition &&
    a.models === b.models &&
    a.wires === b.wires &&
    a.id === b.id &&
    a.title === b.title &&
    a.zone === b.zone &&
    a.node.version === b.node.version &&
    a.sources.every((source, i) => source === b.sources[i])
  );
}

function nodeProblems(
  { id, title, node, definition }: AnalyseNodeArgs,
  arriving: Arriving,
  { result, driven }: Inferred,
): Problem[] {
  const faults = checkParams(id, title, node, definition, Object.keys(arriving.driven));
  const problems = [
    ...versionProblem(id, title, node, definition),
    ...faults,
    ...arriving.problems,
    ...driven.faults.map(({ param, fault }): Problem => {
      const label = own(definition.params, param)?.label ?? param;
      return {
        severity: 'error',
        code: fault.code,
        node: id,
        port: param,
        message: `${label} of ${title} ${fault.message}.`,
        hint: fault.hint,
      };
    }),
  ];
  const isFaulty = faults.some(({ severity }) => severity === 'error');
  for (const { index, ...problem } of result.problems ?? []) {
    // `infer` saw the default in the place of what is wrong: its remarks on parameters are about that.
    if (isFaulty && problem.severity === 'warning' && problem.port === undefined) continue;
    const onPort = arriving.wires.filter((wire) => wire.to.port === problem.port);
    const edge = index === undefined ? undefined : onPort[index]?.id;
    problems.push({ ...problem, node: id, edge });
  }
  return problems;
}

const noNotes: Readonly<Record<string, string>> = {};

interface Inferred {
  readonly arriving: Arriving;
  readonly driven: DrivenParams;
  readonly result: InferResult;
  readonly types: Readonly<Record<string, PortType>>;
}

/** Titles, ids and names of wires may differ: `infer` does not see them. */
const sameInference = (last: Memory, args: AnalyseNodeArgs, arriving: Arriving): boolean =>
  last.args.definition === args.definition &&
  last.args.models === args.models &&
  last.args.zone === args.zone &&
  sameTypes(last.inferred.arriving.accepted, arriving.accepted) &&
  sameRecord(last.inferred.arriving.driven, arriving.driven, Object.is);

function inferNode(
  { node, definition, models, zone }: AnalyseNodeArgs,
  ports: Ports,
  arriving: Arriving,
): Inferred {
  const driven = driveParams(definition, node.params, arriving.driven);
  const inferArgs = { inputs: arriving.accepted, params: driven.params, models };
  const result =
    driven.open.length === 0
      ? definition.infer(inferArgs)
      : inferOpen(definition, inferArgs, driven.open);
  const types: Record<string, PortType> = bareRecord();
  for (const [name, port] of Object.entries(ports.outputs)) {
    const type = own(result.outputs, name) ?? port.type;
    types[name] = type.kind === 'timestep' && zone !== undefined ? { ...type, zone } : type;
  }
  return { arriving, driven, result, types };
}

function sameTypes(a: Arriving['accepted'], b: Arriving['accepted']): boolean {
  for (const [port, types] of Object.entries(a)) {
    const others = b[port];
    if (others?.length !== types.length) return false;
    if (!types.every((type, i) => type === others[i])) return false;
  }
  return true;
}

function versionProblem(
  id: string,
  title: string,
  node: GraphNode,
  definition: NodeDefinition,
): Problem[] {
  if (node.version === definition.version) return [];
  const newer = node.version > definition.version;
  return [
    {
      severity: 'warning',
      code: newer ? 'newer-node-version' : 'older-node-version',
      node: id,
      message: `${title} was written by version ${node.version} of its kind; this app has version ${definition.version}.`,
      hint: newer
        ? 'Update the app if it behaves differently from where it was made.'
        : 'Save and open the graph to bring it up to date.',
    },
  ];
}

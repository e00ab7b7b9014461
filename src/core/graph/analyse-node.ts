import type { Problem } from '../errors';
import type { ModelManifest } from '../models/manifest';
import type { InferResult, NodeDefinition } from '../node-definition';
import type { PortType } from '../ports/port-type';
import type { NodeAnalysis } from './analysis';
import { type Arriving, arrivingTypes, type Source } from './arriving-types';
import { checkParams } from './check-params';
import type { GraphNode } from './document';
import { own } from './own';
import { resolveParams } from './resolve-params';
import type { Wire } from './topology';

export interface AnalyseNodeArgs {
  readonly id: string;
  readonly title: string;
  readonly node: GraphNode;
  readonly definition: NodeDefinition;
  /** Into this node, in order. */
  readonly wires: readonly Wire[];
  readonly sourceOf: (wire: Wire) => Source;
  readonly models: readonly ModelManifest[];
  /** Of the zone this node begins. */
  readonly zone?: string;
}

interface Analysed extends Omit<AnalyseNodeArgs, 'node' | 'sourceOf'> {
  readonly version: number;
  readonly sources: readonly Source[];
  readonly analysis: NodeAnalysis;
}

const analysed = new WeakMap<GraphNode['params'], Analysed>();

/**
 * Types and problems of one node, from its params, the types on its wires and the models. The last
 * answer for the same params object is given again where nothing that went into it is different.
 */
export function analyseNode(args: AnalyseNodeArgs): NodeAnalysis {
  const { node, sourceOf, ...rest } = args;
  const last = analysed.get(node.params);
  const sources = args.wires.map(sourceOf);
  if (
    last?.definition === rest.definition &&
    last.models === rest.models &&
    last.wires === rest.wires &&
    last.id === rest.id &&
    last.title === rest.title &&
    last.zone === rest.zone &&
    last.version === node.version &&
    last.sources.every((source, i) => sameSource(source, sources[i]))
  ) {
    return last.analysis;
  }
  const analysis = analyseAnew(args);
  analysed.set(node.params, { ...rest, version: node.version, sources, analysis });
  return analysis;
}

function sameSource(a: Source, b: Source | undefined): boolean {
  return a.state === 'known' ? b?.state === 'known' && a.type === b.type : a === b;
}

function analyseAnew(args: AnalyseNodeArgs): NodeAnalysis {
  const { id, title, node, definition, zone } = args;
  const arriving = arrivingTypes(id, title, definition, args.wires, args.sourceOf);
  const { types, result } = inferOnce(node, definition, arriving, args.models, zone);
  const problems: Problem[] = [
    ...versionProblem(id, title, node, definition),
    ...checkParams(id, title, node, definition),
    ...arriving.problems,
    ...(result.problems ?? []).map(
      ({ index, ...problem }): Problem => ({
        ...problem,
        node: id,
        edge:
          index === undefined || problem.port === undefined
            ? undefined
            : own(arriving.wires, problem.port)?.[index],
      }),
    ),
  ];
  return {
    known: true,
    inputs: arriving.shown,
    outputs: types,
    notes: result.notes ?? noNotes,
    problems,
  };
}

const noNotes: Readonly<Record<string, string>> = {};

interface Inferred {
  readonly definition: NodeDefinition;
  readonly models: readonly ModelManifest[];
  readonly zone: string | undefined;
  readonly accepted: Arriving['accepted'];
  readonly result: InferResult;
  readonly types: Readonly<Record<string, PortType>>;
}

/**
 * What `infer` said last for these params. Moving or renaming a node keeps its `params` object, and
 * an unchanged node gives the same type objects, so an edit costs only what lies downstream of it.
 */
const inferred = new WeakMap<GraphNode['params'], Inferred>();

function inferOnce(
  node: GraphNode,
  definition: NodeDefinition,
  { accepted }: Arriving,
  models: readonly ModelManifest[],
  zone: string | undefined,
): Inferred {
  const known = inferred.get(node.params);
  if (
    known?.definition === definition &&
    known.models === models &&
    known.zone === zone &&
    sameTypes(known.accepted, accepted)
  ) {
    return known;
  }
  const params = resolveParams(definition, node.params);
  const result = definition.infer({ inputs: accepted, params, models });
  const types: Record<string, PortType> = Object.create(null);
  for (const [name, port] of Object.entries(definition.outputs)) {
    const type = own(result.outputs, name) ?? port.type;
    types[name] = type.kind === 'timestep' && zone !== undefined ? { ...type, zone } : type;
  }
  const entry = { definition, models, zone, accepted, result, types };
  inferred.set(node.params, entry);
  return entry;
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

import type { Problem } from '../../errors';
import type { Catalog } from '../../node-definition';
import type { GraphDocument } from '../document';
import { topologyOf } from '../topology';
import { type FlatGraph, type OuterWire, portKey, type Unwired } from './flat-graph';
import { aroundAt, borderLabel, titleAt } from './title-at';

export interface Projection {
  /** The graph as it is edited. */
  readonly doc: GraphDocument;
  /** `doc` made flat. */
  readonly flat: FlatGraph;
  readonly catalog: Catalog;
}

/** A problem of the flat graph as one of the graph that people see: at the subgraph, naming what is inside. */
export function projectProblem(projection: Projection, problem: Problem): Problem {
  const { flat } = projection;
  const { node, port } = problem;
  if (node === undefined) return problem;
  const lost = port === undefined ? undefined : flat.unwired.get(portKey(node, port));
  if (lost && problem.code === 'missing-input') return borderProblem(projection, problem, lost);
  const path = flat.pathOf(node);
  const [outer = node] = path;
  if (path.length === 1) return problem;
  const through = outerWireOf(flat, problem);
  return {
    ...problem,
    node: outer,
    port: through?.to.port,
    edge: through?.edge,
    inside: { path: path.slice(1), port },
    message: placed(projection, path, problem.message),
  };
}

/** The wire into the top-level subgraph that leads to where the problem is. */
function outerWireOf({ doc, outerWires }: FlatGraph, problem: Problem): OuterWire | undefined {
  const { node, port, edge } = problem;
  if (edge !== undefined) return outerWires.get(edge);
  if (node === undefined || port === undefined) return undefined;
  const wires = topologyOf(doc).into(node);
  const crossing = wires.find(({ id, to }) => to.port === port && outerWires.has(id));
  return crossing && outerWires.get(crossing.id);
}

/** `In Picture from text: Decode needs...`: the node is named where the message does not do it. */
export function placed(
  { doc, catalog }: Projection,
  path: readonly string[],
  message: string,
): string {
  if (path.length < 2) return message;
  const title = titleAt(doc, catalog, path);
  const said = message.includes(title) ? message : `${title}: ${message}`;
  return `In ${aroundAt(doc, catalog, path)}: ${said}`;
}

/** An input that needs a wire and has one, which leads to a border and no further. */
function borderProblem(projection: Projection, problem: Problem, lost: Unwired): Problem {
  const { doc, catalog } = projection;
  const { path, border, why } = lost;
  const label = borderLabel(doc, border);
  const [holder, reader] = [border.path, path].map((at) => titleAt(doc, catalog, at));
  const isInside = path.length > border.path.length && border.path[0] === path[0];
  if (why === 'unwired' && isInside) {
    const message = `${holder} needs a wire on ${label}: ${reader} inside needs it.`;
    const isOuter = border.path.length === 1;
    return {
      ...problem,
      node: border.path[0],
      port: isOuter ? border.port : undefined,
      edge: undefined,
      inside: { path: path.slice(1), port: problem.port },
      message: placed(projection, border.path, message),
    };
  }
  const isTop = path.length === 1;
  const message =
    why === 'unwired'
      ? `${reader} needs a wire on ${label} of ${holder}, which only passes it on.`
      : emptyOutput(holder ?? '', label);
  return {
    ...problem,
    code: why === 'empty' ? 'subgraph-output-empty' : problem.code,
    node: path[0],
    port: isTop ? problem.port : undefined,
    edge: isTop ? lost.edge : undefined,
    inside: isTop ? undefined : { path: path.slice(1), port: problem.port },
    message: placed(projection, path, message),
  };
}

export const emptyOutput = (subgraph: string, label: string): string =>
  `${label} of ${subgraph} gives nothing: no node inside leads to it.`;

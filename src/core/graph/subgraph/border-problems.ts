import type { Problem } from '../../errors';
import { own } from '../own';
import { inputPort } from '../ports-of';
import type { FlatPlace } from './flat-graph';
import { innerGraphOf } from './inner-graph';
import { emptyOutput, type Projection, placed } from './project-problem';
import { borderLabel, nodeAt, titleAt } from './title-at';

/** Wires at the border of a subgraph that have no effect, and subgraphs with nothing in them. */
export function borderProblems(projection: Projection): readonly Problem[] {
  const { doc, flat, catalog } = projection;
  const warn = (
    code: string,
    { path, port }: FlatPlace,
    edge: string,
    message: string,
    hint: string,
  ): Problem => {
    const isTop = path.length === 1;
    return {
      severity: 'warning',
      code,
      node: path[0],
      port: isTop ? port : undefined,
      edge: isTop ? edge : undefined,
      inside: isTop ? undefined : { path: path.slice(1), port },
      message: placed(projection, path, message),
      hint,
    };
  };
  const faults = flat.faults.map(({ code, edge, ...place }) => {
    const title = titleAt(doc, catalog, place.path);
    const label = borderLabel(doc, place);
    return code === 'unknown-port'
      ? warn(code, place, edge, `${title} has no input "${place.port}".`, 'Remove the wire.')
      : warn(code, place, edge, `${label} of ${title} takes one wire.`, 'Remove all but one.');
  });
  const empty = [...flat.unwired.values()].flatMap(({ why, border, edge, ...place }) => {
    // A required input says so itself.
    if (why !== 'empty' || isRequired(projection, place)) return [];
    const message = emptyOutput(titleAt(doc, catalog, border.path), borderLabel(doc, border));
    const hint = 'Wire something to the Graph output inside, or remove the wire.';
    return [warn('subgraph-output-empty', place, edge, message, hint)];
  });
  return [...faults, ...empty, ...emptySubgraphs(projection)];
}

function isRequired({ doc, catalog }: Projection, { path, port }: FlatPlace): boolean {
  const node = nodeAt(doc, path);
  const definition = catalog.get(node?.type ?? '');
  const input = node && definition && inputPort(definition, node.params, port);
  return input !== undefined && !input.optional;
}

function emptySubgraphs({ doc, catalog }: Projection): readonly Problem[] {
  return Object.keys(doc.nodes).flatMap((id): Problem[] => {
    const graph = innerGraphOf(own(doc.nodes, id));
    if (!graph || Object.keys(graph.nodes).length > 0) return [];
    return [
      {
        severity: 'warning',
        code: 'empty-subgraph',
        node: id,
        message: `${titleAt(doc, catalog, [id])} holds no nodes.`,
        hint: 'Delete it; to make one, select nodes and press Ctrl+G.',
      },
    ];
  });
}

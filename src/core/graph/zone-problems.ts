import type { Problem } from '../errors';
import type { Catalog } from '../node-definition';
import type { ZoneAnalysis } from './analysis';
import type { GraphDocument } from './document';
import { nodeTitle } from './node-title';
import { own } from './own';
import { topologyOf } from './topology';

interface Args {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly zones: Readonly<Record<string, ZoneAnalysis>>;
  /** Whether an output node needs it, or it is one itself. */
  readonly isNeeded: (node: string) => boolean;
}

/** Everything about the loops of a graph that would keep them from running. */
export function zoneProblems(args: Args): Problem[] {
  const { doc, zones } = args;
  return [
    ...Object.keys(doc.zones ?? {}).flatMap((zone) => endProblems(args, zone)),
    ...partnerless(args),
    ...Object.keys(zones).flatMap((zone) => [
      ...pathProblem(args, zone),
      ...nestedProblems(args, zone),
      ...leavingWires(args, zone),
    ]),
  ];
}

const roleOf = ({ doc, catalog }: Args, id: string): 'begin' | 'end' | undefined =>
  catalog.get(own(doc.nodes, id)?.type ?? '')?.zone?.role;

/** A zone whose ends are not there, or are not the begin and the end of one kind of loop. */
function endProblems(args: Args, zone: string): Problem[] {
  const { doc, catalog } = args;
  const ends = own(doc.zones ?? {}, zone);
  if (!ends) return [];
  const lost = [ends.begin, ends.end].filter((id) => !own(doc.nodes, id));
  if (lost.length > 0) {
    return [
      {
        severity: 'warning',
        code: 'zone-without-nodes',
        message: `Loop "${zone}" names nodes that are not in the graph: ${lost.join(', ')}.`,
        hint: 'It is kept in the file and has no effect.',
      },
    ];
  }
  const types = [doc.nodes[ends.begin]?.type ?? '', doc.nodes[ends.end]?.type ?? ''] as const;
  // An unknown type has its own problem, and what it is cannot be told.
  if (types.some((type) => !catalog.has(type))) return [];
  const begin = catalog.get(types[0])?.zone;
  if (begin?.role === 'begin' && begin.partner === types[1]) return [];
  return [
    {
      severity: 'error',
      code: 'zone-ends-mismatch',
      node: ends.begin,
      message: `Loop "${zone}" goes from ${nodeTitle(doc, catalog, ends.begin)} to ${nodeTitle(doc, catalog, ends.end)}: these are not the begin and the end of one loop.`,
      hint: 'Delete one of them and add a Denoise begin, which brings its end with it.',
    },
  ];
}

/** Begins and ends that are in no zone, or in more than one. */
function partnerless(args: Args): Problem[] {
  const { doc, catalog } = args;
  const uses = new Map<string, number>();
  for (const { begin, end } of Object.values(doc.zones ?? {})) {
    for (const id of [begin, end]) uses.set(id, (uses.get(id) ?? 0) + 1);
  }
  return topologyOf(doc).ids.flatMap((id): Problem[] => {
    const role = roleOf(args, id);
    const count = uses.get(id) ?? 0;
    if (!role || count === 1) return [];
    const title = nodeTitle(doc, catalog, id);
    if (count > 1) {
      return [
        {
          severity: 'error',
          code: 'zone-shared-end',
          node: id,
          message: `${title} belongs to ${count} loops; it can ${role} one.`,
          hint: 'Give each loop a begin and an end of its own.',
        },
      ];
    }
    return [
      {
        severity: 'error',
        code: role === 'begin' ? 'begin-without-end' : 'end-without-begin',
        node: id,
        message: `${title} has no ${role === 'begin' ? 'end' : 'begin'}: a loop needs both.`,
        hint: 'Delete it and add it again: begin and end come together.',
      },
    ];
  });
}

function pathProblem({ doc, catalog, zones }: Args, zone: string): Problem[] {
  const ends = zones[zone];
  if (!ends || ends.body.length > 0) return [];
  const into = topologyOf(doc).into(ends.end);
  // An end with nothing on it already says that its input is missing.
  if (into.length === 0 || into.some((wire) => wire.from.node === ends.begin)) return [];
  return [
    {
      severity: 'error',
      code: 'zone-not-closed',
      node: ends.end,
      message: `Nothing leads from ${nodeTitle(doc, catalog, ends.begin)} to ${nodeTitle(doc, catalog, ends.end)}: every step of the loop would be the same.`,
      hint: 'Wire U-Net step and Sampler step between them.',
    },
  ];
}

function nestedProblems(args: Args, zone: string): Problem[] {
  const { doc, catalog, zones } = args;
  const body = new Set(zones[zone]?.body);
  // Of an inner loop with both its ends in here, the begin speaks for both.
  const spoken = new Set(
    Object.values(doc.zones ?? {}).flatMap(({ begin, end }) => (body.has(begin) ? [end] : [])),
  );
  return [...body]
    .filter((id) => roleOf(args, id) !== undefined && !spoken.has(id))
    .map((id) => ({
      severity: 'error',
      code: 'zone-in-zone',
      node: id,
      message: `${nodeTitle(doc, catalog, id)} lies inside another loop: loops cannot be nested.`,
      hint: 'Use the closed Denoise node inside a loop, or wire it outside.',
    }));
}

/** Wires that carry a value of one iteration outside: only the end can. */
function leavingWires({ doc, catalog, zones, ...args }: Args, zone: string): Problem[] {
  const ends = zones[zone];
  if (!ends) return [];
  const inside = new Set([ends.begin, ...ends.body]);
  const { outOf } = topologyOf(doc);
  return [...inside].flatMap((id) =>
    outOf(id)
      .filter(({ to }) => !inside.has(to.node) && to.node !== ends.end)
      .map(({ id: edge, to }): Problem => {
        const [source, target] = [nodeTitle(doc, catalog, id), nodeTitle(doc, catalog, to.node)];
        // While a loop is being rewired a node in it may not reach the end yet: it just does not run.
        const isNeeded = args.isNeeded(to.node);
        return {
          severity: isNeeded ? 'error' : 'warning',
          code: isNeeded ? 'wire-leaves-zone' : 'not-part-of-loop',
          node: to.node,
          port: to.port,
          edge,
          message: isNeeded
            ? `${target} is outside the loop, and ${source} inside has another value at every step: only ${nodeTitle(doc, catalog, ends.end)} gives a value outside.`
            : `${target} does not lead to ${nodeTitle(doc, catalog, ends.end)}, so it is not part of the loop and will not run.`,
          hint: isNeeded
            ? `Take the value from ${nodeTitle(doc, catalog, ends.end)}.`
            : 'Wire it on towards the end of the loop.',
        };
      }),
  );
}

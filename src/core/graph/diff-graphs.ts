import type { Catalog } from '../node-definition';
import type { Endpoint, GraphDocument } from './document';
import { nodeTitle } from './node-title';
import { own } from './own';
import { paramText } from './param-text';
import { inputPortAt, outputPortAt } from './ports-of';
import { resolveParams } from './resolve-params';
import { topologyOf } from './topology';

/** One thing that two graphs do not have in common, in words. */
export type GraphDifference =
  | {
      readonly kind: 'param';
      readonly title: string;
      readonly label: string;
      readonly before: string;
      readonly after: string;
    }
  | { readonly kind: 'node'; readonly change: 'added' | 'removed'; readonly title: string }
  /** `Text encoder, Conditioning`: a node and its port. */
  | {
      readonly kind: 'wire';
      readonly change: 'added' | 'removed';
      readonly from: string;
      readonly to: string;
    };

/**
 * What makes `after` another graph than `before`: values first, then nodes, then wires. Where things
 * lie and what they are called is no difference. A node is the same one when it has the same id and
 * type, or else when its type and title are found once on each side.
 */
export function diffGraphs(
  before: GraphDocument,
  after: GraphDocument,
  catalog: Catalog,
): readonly GraphDifference[] {
  const partners = matchNodes(before, after, catalog);
  const known = new Set(partners.values());
  const gone = Object.keys(before.nodes).filter((id) => !partners.has(id));
  const fresh = Object.keys(after.nodes).filter((id) => !known.has(id));
  return [
    ...[...partners].flatMap(([a, b]) => paramDifferences(before, a, after, b, catalog)),
    ...gone.map((id) => nodeDifference('removed', before, id, catalog)),
    ...fresh.map((id) => nodeDifference('added', after, id, catalog)),
    ...wireDifferences(before, after, partners, catalog),
  ];
}

/** Ids of `after` by ids of `before`. */
function matchNodes(before: GraphDocument, after: GraphDocument, catalog: Catalog) {
  const partners = new Map<string, string>();
  for (const [id, node] of Object.entries(before.nodes))
    if (own(after.nodes, id)?.type === node.type) partners.set(id, id);
  const taken = new Set(partners.keys());
  const others = byLook(after, taken, catalog);
  for (const [look, ids] of byLook(before, taken, catalog)) {
    const [a, ...moreA] = ids;
    const [b, ...moreB] = others.get(look) ?? [];
    const once = moreA.length === 0 && moreB.length === 0;
    if (once && a !== undefined && b !== undefined) partners.set(a, b);
  }
  return partners;
}

/** Ids of the nodes that are not taken, by type and title. */
function byLook(doc: GraphDocument, taken: ReadonlySet<string>, catalog: Catalog) {
  const found = new Map<string, readonly string[]>();
  for (const [id, { type }] of Object.entries(doc.nodes)) {
    if (taken.has(id)) continue;
    const look = JSON.stringify([type, nodeTitle(doc, catalog, id)]);
    found.set(look, [...(found.get(look) ?? []), id]);
  }
  return found;
}

function paramDifferences(
  before: GraphDocument,
  a: string,
  after: GraphDocument,
  b: string,
  catalog: Catalog,
): readonly GraphDifference[] {
  const [one, other] = [own(before.nodes, a), own(after.nodes, b)];
  if (!one || !other) return [];
  const title = nodeTitle(after, catalog, b);
  const definition = catalog.get(one.type);
  if (!definition) return rawDifferences(title, one.params, other.params);
  const [left, right] = [
    resolveParams(definition, one.params),
    resolveParams(definition, other.params),
  ];
  const driven = (doc: GraphDocument, id: string) =>
    new Set(
      topologyOf(doc)
        .into(id)
        .map(({ to }) => to.port),
    );
  const [leftWired, rightWired] = [driven(before, a), driven(after, b)];
  return Object.entries(definition.params).flatMap(([name, spec]): GraphDifference[] => {
    const wires = [leftWired.has(name), rightWired.has(name)];
    if (wires[0] && wires[1]) return [];
    const same = JSON.stringify(own(left, name)) === JSON.stringify(own(right, name));
    if (same && wires[0] === wires[1]) return [];
    const text = (wired: boolean | undefined, value: unknown) =>
      wired ? 'wired' : paramText(spec, value);
    return [
      param(title, spec.label, text(wires[0], own(left, name)), text(wires[1], own(right, name))),
    ];
  });
}

/** Of a node that this version does not know: all that can be said is what is stored. */
function rawDifferences(
  title: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly GraphDifference[] {
  const text = (value: unknown) => JSON.stringify(value) ?? 'none';
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => {
    const [one, other] = [text(own(before, name)), text(own(after, name))];
    return one === other ? [] : [param(title, name, one, other)];
  });
}

/** Two paintings both read "painted": that they are not the same must still be seen. */
const param = (title: string, label: string, before: string, after: string): GraphDifference => ({
  kind: 'param',
  title,
  label,
  before,
  after: before === after ? `${after}, another one` : after,
});

const nodeDifference = (
  change: 'added' | 'removed',
  doc: GraphDocument,
  id: string,
  catalog: Catalog,
): GraphDifference => ({ kind: 'node', change, title: nodeTitle(doc, catalog, id) });

/** A wire of a node that only one side has says nothing that the node does not say. */
function wireDifferences(
  before: GraphDocument,
  after: GraphDocument,
  partners: ReadonlyMap<string, string>,
  catalog: Catalog,
): readonly GraphDifference[] {
  const known = new Set(partners.values());
  const keys = (doc: GraphDocument, idOf: (id: string) => string | undefined) =>
    new Map(
      Object.values(doc.edges).flatMap(({ from, to }) => {
        const [source, target] = [idOf(from.node), idOf(to.node)];
        if (source === undefined || target === undefined) return [];
        return [[JSON.stringify([source, from.port, target, to.port]), { from, to }] as const];
      }),
    );
  const old = keys(before, (id) => partners.get(id));
  const now = keys(after, (id) => (known.has(id) ? id : undefined));
  const difference = (change: 'added' | 'removed', doc: GraphDocument) => {
    return ({ from, to }: { readonly from: Endpoint; readonly to: Endpoint }): GraphDifference => ({
      kind: 'wire',
      change,
      from: endName(doc, catalog, from, outputPortAt),
      to: endName(doc, catalog, to, inputPortAt),
    });
  };
  return [
    ...[...old].flatMap(([key, wire]) =>
      now.has(key) ? [] : [difference('removed', before)(wire)],
    ),
    ...[...now].flatMap(([key, wire]) => (old.has(key) ? [] : [difference('added', after)(wire)])),
  ];
}

function endName(
  doc: GraphDocument,
  catalog: Catalog,
  end: Endpoint,
  portAt: typeof inputPortAt | typeof outputPortAt,
): string {
  const label = portAt(doc, catalog, end)?.label ?? end.port;
  return `${nodeTitle(doc, catalog, end.node)}, ${label}`;
}

import type { Catalog, NodeDefinition } from '../node-definition';
import type { AddingEdit } from './add-node';
import type { Analysis } from './analysis';
import { accept, acceptedTypes } from './arriving-types';
import { checkParam } from './check-param';
import type { GraphDocument, GraphNode } from './document';
import type { Edit } from './edit';
import { freshId } from './fresh-id';
import { naturalOrder } from './natural-order';
import { nodeTitle } from './node-title';
import { own } from './own';
import { inputPort, inputPortAt, portsOf } from './ports-of';
import { topologyOf, type Wire } from './topology';

interface ReplaceArgs {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  /** Of `doc`: what flows in its wires decides what still fits. */
  readonly analysis: Analysis;
  /** The node to replace. */
  readonly id: string;
}

/** A node that could take another's place, and what that would cost. */
export interface Replacement {
  readonly definition: NodeDefinition;
  /** Wires that stay, each with its new port. */
  readonly kept: readonly KeptWire[];
  /** Wires and set parameters that would be lost, as users know them: `Mask from Paint mask`. */
  readonly lost: readonly string[];
  /** Values of equally named parameters that it takes. */
  readonly params: GraphNode['params'];
}

interface KeptWire {
  readonly wire: Wire;
  readonly side: 'into' | 'outOf';
  readonly port: string;
}

/**
 * Nodes that can take the place of another, best first: most wires kept, then least lost, then of the
 * same category. A node without wires can give way to any of its category. Ends of loops, notes and
 * nodes that are not known have none.
 */
export function replacements({ doc, catalog, analysis, id }: ReplaceArgs): readonly Replacement[] {
  const node = own(doc.nodes, id);
  const old = catalog.get(node?.type ?? '');
  if (!node || !old || !isReplaceable(old)) return [];
  const { into, outOf } = topologyOf(doc);
  const wires = into(id).length + outOf(id).length;
  return [...catalog.values()]
    .filter((definition) => definition.type !== old.type && isReplaceable(definition))
    .map((definition) => replacementBy({ doc, catalog, analysis, id, node, old, definition }))
    .filter(({ kept, definition }) =>
      wires > 0 ? kept.length > 0 : definition.category === old.category,
    )
    .sort(
      (a, b) =>
        b.kept.length - a.kept.length ||
        a.lost.length - b.lost.length ||
        Number(b.definition.category === old.category) -
          Number(a.definition.category === old.category) ||
        Object.keys(b.params).length - Object.keys(a.params).length ||
        naturalOrder(a.definition.title, b.definition.title),
    );
}

/** Puts the replacement where the node was, as one step of undo; its wires keep their ids. */
export function replaceNode(
  { doc, catalog, id }: Pick<ReplaceArgs, 'doc' | 'catalog' | 'id'>,
  { definition, kept, params }: Replacement,
): AddingEdit | null {
  const node = own(doc.nodes, id);
  if (!node) return null;
  const { into, outOf } = topologyOf(doc);
  const fresh = freshId(doc, definition.type);
  const { position, width, title } = node;
  const edits: Edit[] = [
    ...[...into(id), ...outOf(id)].map((wire): Edit => ({ kind: 'disconnect', id: wire.id })),
    { kind: 'removeNode', id },
    {
      kind: 'addNode',
      id: fresh,
      node: {
        type: definition.type,
        version: definition.version,
        params,
        position,
        ...(width !== undefined && { width }),
        ...(title !== undefined && { title }),
      },
    },
    ...kept.map(({ wire, side, port }): Edit => {
      const end = { node: fresh, port };
      const edge = side === 'into' ? { from: wire.from, to: end } : { from: end, to: wire.to };
      return { kind: 'connect', id: wire.id, edge };
    }),
  ];
  return {
    label: `replace ${nodeTitle(doc, catalog, id)} by ${definition.title}`,
    edit: { kind: 'batch', edits },
    ids: [fresh],
  };
}

const isReplaceable = ({ zone, onlyInside, inputs, outputs, ports }: NodeDefinition): boolean =>
  !zone &&
  !onlyInside &&
  (ports !== undefined || Object.keys(inputs).length + Object.keys(outputs).length > 0);

interface Pair extends ReplaceArgs {
  readonly node: GraphNode;
  readonly old: NodeDefinition;
  readonly definition: NodeDefinition;
}

function replacementBy(pair: Pair): Replacement {
  const { doc, catalog, id, node, old, definition } = pair;
  const { into, outOf } = topologyOf(doc);
  const params = sharedParams(node, definition);
  const kept: KeptWire[] = [];
  const lost: string[] = [];
  const taken = new Map<string, number>();
  const oldPorts = portsOf(old, node.params);
  // Wires that find a port of their own name first: another must not have taken it.
  const named = (wire: Wire) => Number(!inputPort(definition, params, wire.to.port));
  for (const wire of [...into(id)].sort((a, b) => named(a) - named(b))) {
    const port = inputFor(pair, params, wire, taken);
    const label = inputPort(old, node.params, wire.to.port)?.label ?? wire.to.port;
    if (port === undefined) lost.push(`${label} from ${nodeTitle(doc, catalog, wire.from.node)}`);
    else {
      taken.set(port, (taken.get(port) ?? 0) + 1);
      kept.push({ wire, side: 'into', port });
    }
  }
  for (const wire of outOf(id)) {
    const port = outputFor(pair, params, wire, kept);
    const label = own(oldPorts.outputs, wire.from.port)?.label ?? wire.from.port;
    if (port === undefined) lost.push(`${label} to ${nodeTitle(doc, catalog, wire.to.node)}`);
    else kept.push({ wire, side: 'outOf', port });
  }
  for (const name of Object.keys(node.params)) {
    if (Object.hasOwn(params, name)) continue;
    const spec = own(old.params, name);
    const isSet = JSON.stringify(own(node.params, name)) !== JSON.stringify(spec?.default);
    if (spec && isSet) lost.push(spec.label);
  }
  return { definition, kept, lost, params };
}

/** Values that the other node has a parameter of the same name and kind for, and may have. */
function sharedParams(node: GraphNode, definition: NodeDefinition): GraphNode['params'] {
  return Object.fromEntries(
    Object.entries(node.params).filter(([name, value]) => {
      const spec = own(definition.params, name);
      return spec !== undefined && checkParam(spec, value) === null;
    }),
  );
}

/** The input of its own name, or else the first free one that takes just this kind. */
function inputFor(
  { analysis, definition }: Pair,
  params: GraphNode['params'],
  wire: Wire,
  taken: ReadonlyMap<string, number>,
): string | undefined {
  const type = own(own(analysis.nodes, wire.from.node)?.outputs ?? {}, wire.from.port);
  if (!type) return undefined;
  const takes = (name: string): boolean => {
    const port = inputPort(definition, params, name);
    if (!port || (taken.has(name) && !port.multiple)) return false;
    return !('code' in accept(type, port));
  };
  if (takes(wire.to.port)) return wire.to.port;
  return Object.entries(portsOf(definition, params).inputs).find(
    ([name, port]) =>
      takes(name) &&
      (type.kind === 'any' ||
        acceptedTypes(port).some(({ kind }) => kind === type.kind || kind === 'any')),
  )?.[0];
}

/**
 * The output of its own name, or else the first that the wire's other end takes. What passes anything
 * on gives what comes in.
 */
function outputFor(
  { doc, catalog, analysis, definition }: Pair,
  params: GraphNode['params'],
  wire: Wire,
  kept: readonly KeptWire[],
): string | undefined {
  const to = inputPortAt(doc, catalog, wire.to);
  if (!to) return undefined;
  const { outputs } = portsOf(definition, params);
  const fits = (name: string): boolean => {
    const port = own(outputs, name);
    if (!port) return false;
    const passed = kept.find(({ side }) => side === 'into')?.wire.from;
    const type =
      port.type.kind === 'any'
        ? passed && own(own(analysis.nodes, passed.node)?.outputs ?? {}, passed.port)
        : port.type;
    return type !== undefined && !('code' in accept(type, to));
  };
  return fits(wire.from.port) ? wire.from.port : Object.keys(outputs).find(fits);
}

import type { Analysis } from '../graph/analysis';
import type { GraphDocument } from '../graph/document';
import { resolveParams } from '../graph/resolve-params';
import type { Catalog, NodeDefinition, ParamValues } from '../node-definition';
import { canonicalJson } from './canonical-json';
import { type NodeZone, zoneOfNode } from './needed';
import type { Wires } from './wires';

export interface KeyedNode {
  readonly id: string;
  readonly definition: NodeDefinition;
  readonly params: ParamValues;
  readonly fingerprint: string;
  readonly zone?: NodeZone;
  /** Key of what it computes, fusion left aside: at a loop's end, of the whole loop. */
  readonly baseKey: string;
  /** Keys of the sources by port; inside a loop what begin gives is `begin:<port>`. */
  readonly sourceKeys: Readonly<Record<string, readonly string[]>>;
}

interface BaseKeyArgs {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly analysis: Analysis;
  readonly wires: Wires;
  readonly needed: ReadonlySet<string>;
  readonly hash: (text: string) => string;
  readonly fingerprints: Readonly<Record<string, string>>;
}

/** Needed nodes in topological order, each with a key made of everything its value depends on. */
export function keyNodes(args: BaseKeyArgs): Map<string, KeyedNode> {
  const { doc, catalog, analysis, wires, needed, hash } = args;
  const zones = zoneOfNode(analysis);
  const keyed = new Map<string, KeyedNode>();
  for (const id of analysis.order) {
    const node = doc.nodes[id];
    const definition = node && catalog.get(node.type);
    if (!definition || !needed.has(id)) continue;
    const zone = zones.get(id);
    const sourceKeys: Record<string, readonly string[]> = {};
    for (const [port, sources] of wires.get(id) ?? []) {
      sourceKeys[port] = sources.map((source) =>
        source.node === zone?.begin
          ? `begin:${source.port}`
          : `${keyed.get(source.node)?.baseKey}:${source.port}`,
      );
    }
    const params = resolveParams(definition, node.params);
    const fingerprint = args.fingerprints[id] ?? '';
    const own = nodeKey(hash, { definition, params, fingerprint, inputKeys: sourceKeys });
    const begin = zone?.end === id ? keyed.get(zone.begin) : undefined;
    const baseKey = begin ? loopKey(hash, begin.baseKey, own) : own;
    keyed.set(id, { id, definition, params, fingerprint, zone, baseKey, sourceKeys });
  }
  return keyed;
}

interface KeyParts {
  readonly definition: NodeDefinition;
  readonly params: ParamValues;
  readonly fingerprint: string;
  readonly inputKeys: Readonly<Record<string, readonly string[]>>;
}

/** What a file or model parameter names is in the fingerprint: its spelling changes nothing. */
export function nodeKey(hash: (text: string) => string, parts: KeyParts): string {
  const { definition, params, fingerprint, inputKeys } = parts;
  const values = Object.entries(params).filter(([name]) => {
    const kind = definition.params[name]?.kind;
    return fingerprint === '' || (kind !== 'file' && kind !== 'model');
  });
  const { type, version } = definition;
  return hash(
    canonicalJson([type, version, Object.fromEntries(values), fingerprint, { ...inputKeys }]),
  );
}

export const loopKey = (hash: (text: string) => string, begin: string, end: string): string =>
  hash(canonicalJson(['loop', begin, end]));

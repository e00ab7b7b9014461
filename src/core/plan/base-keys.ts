import type { Analysis } from '../graph/analysis';
import type { GraphDocument } from '../graph/document';
import { resolveParams } from '../graph/resolve-params';
import type { Catalog, NodeDefinition } from '../node-definition';
import type { ParamValues } from '../node-params';
import { canonicalJson } from './canonical-json';
import { type NodeZone, zoneOfNode } from './needed';
import type { Sources } from './wires';

export interface KeyedNode {
  readonly id: string;
  readonly definition: NodeDefinition;
  readonly params: ParamValues;
  readonly fingerprint: string;
  readonly zone?: NodeZone;
  /** Key of what it computes, fusion left aside: at a loop's end, of the whole loop. */
  readonly baseKey: string;
  readonly sources: Sources;
  /** Keys of the sources by port; inside a loop what begin gives is `begin:<port>`. */
  readonly sourceKeys: Readonly<Record<string, readonly string[]>>;
}

interface BaseKeyArgs {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly analysis: Analysis;
  /** Nodes with what they read. */
  readonly needed: ReadonlyMap<string, Sources>;
  readonly hash: (text: string) => string;
  readonly fingerprints: Readonly<Record<string, string>>;
}

/** Needed nodes in topological order, each with a key made of everything its value depends on. */
export function keyNodes(args: BaseKeyArgs): Map<string, KeyedNode> {
  const { doc, catalog, analysis, needed, hash } = args;
  const zones = zoneOfNode(analysis);
  const keyed = new Map<string, KeyedNode>();
  for (const id of analysis.order) {
    const node = doc.nodes[id];
    const definition = node && catalog.get(node.type);
    const sources = needed.get(id);
    if (!definition || !sources) continue;
    const zone = zones.get(id);
    const sourceKeys: Record<string, readonly string[]> = {};
    for (const [port, wired] of Object.entries(sources)) {
      sourceKeys[port] = wired.map((source) =>
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
    keyed.set(id, { id, definition, params, fingerprint, zone, baseKey, sources, sourceKeys });
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
  const values = Object.keys(definition.params).map((name) => {
    const kind = definition.params[name]?.kind;
    const named = fingerprint !== '' && (kind === 'file' || kind === 'model');
    const value = params[name];
    return named ? null : typeof value === 'object' ? canonicalJson(value) : value;
  });
  const { type, version } = definition;
  return hash(JSON.stringify([type, version, values, fingerprint, inputKeys]));
}

export const loopKey = (hash: (text: string) => string, begin: string, end: string): string =>
  hash(JSON.stringify(['loop', begin, end]));

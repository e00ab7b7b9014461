import type { Analysis } from '../graph/analysis';
import type { GraphDocument } from '../graph/document';
import type { Catalog, NodeDefinition } from '../node-definition';
import type { ParamValues } from '../node-params';
import { canonicalJson } from './canonical-json';
import { recordInputs, without } from './demand';
import { type NodeZone, zoneOfNode } from './needed';
import { isParam, type Sources } from './wires';

export interface KeyedNode {
  readonly id: string;
  readonly definition: NodeDefinition;
  /** With what is wired into them, where that is known. */
  readonly params: ParamValues;
  /** Wired parameters whose value only the run tells. */
  readonly open: readonly string[];
  readonly fingerprint: string;
  readonly zone?: NodeZone;
  /** Key of what it computes, fusion left aside: at a loop's end, of the whole loop. */
  readonly baseKey: string;
  readonly sources: Sources;
  /** Keys of the sources by port; inside a loop what begin gives is `begin:<port>`. */
  readonly sourceKeys: Readonly<Record<string, readonly string[]>>;
  /** Outputs made on demand that somebody reads. */
  readonly wanted: readonly string[];
  /** What they depend on beside the base key; empty where nobody reads them. */
  readonly wantedKey: string;
}

interface BaseKeyArgs {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly analysis: Analysis;
  /** Nodes with what they read. */
  readonly needed: ReadonlyMap<string, Sources>;
  /** Outputs made on demand that somebody reads. */
  readonly wanted: ReadonlyMap<string, readonly string[]>;
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
    const found = analysis.nodes[id];
    if (!definition || !sources || !found) continue;
    const zone = zones.get(id);
    const sourceKeys: Record<string, readonly string[]> = {};
    const { params, open } = found;
    for (const [port, wired] of Object.entries(sources)) {
      // A value that is known counts by itself, wherever it comes from.
      if (isParam(definition, params, port) && !open.includes(port)) continue;
      sourceKeys[port] = wired.map((source) =>
        source.node === zone?.begin
          ? `begin:${source.port}`
          : outputKey(keyed.get(source.node), source.port),
      );
    }
    const fingerprint = args.fingerprints[id] ?? '';
    const own = nodeKey(hash, { definition, params, open, fingerprint, inputKeys: sourceKeys });
    const begin = zone?.end === id ? keyed.get(zone.begin) : undefined;
    const baseKey = begin ? loopKey(hash, begin.baseKey, own) : own;
    const wanted = args.wanted.get(id) ?? [];
    const recorded = recordInputs(definition).map((port) => sourceKeys[port] ?? []);
    const wantedKey = wanted.length === 0 ? '' : JSON.stringify([wanted, recorded]);
    keyed.set(id, {
      id,
      definition,
      params,
      open,
      fingerprint,
      zone,
      baseKey,
      sources,
      sourceKeys,
      wanted,
      wantedKey,
    });
  }
  return keyed;
}

/** `key` instead of the base key where fusing changed it. */
export function outputKey(source: KeyedNode | undefined, port: string, key?: string): string {
  const made = `${key ?? source?.baseKey}:${port}`;
  return source?.wanted.includes(port) ? `${made}:${source.wantedKey}` : made;
}

interface KeyParts {
  readonly definition: NodeDefinition;
  readonly params: ParamValues;
  readonly open: readonly string[];
  readonly fingerprint: string;
  readonly inputKeys: Readonly<Record<string, readonly string[]>>;
}

/** What a file or model parameter names is in the fingerprint: its spelling changes nothing. */
export function nodeKey(hash: (text: string) => string, parts: KeyParts): string {
  const { definition, params, open, fingerprint, inputKeys } = parts;
  const values = Object.keys(definition.params).map((name) => {
    const kind = definition.params[name]?.kind;
    const named = fingerprint !== '' && (kind === 'file' || kind === 'model' || kind === 'onnx');
    const value = params[name];
    return named || open.includes(name)
      ? null
      : typeof value === 'object'
        ? canonicalJson(value)
        : value;
  });
  const { type, version } = definition;
  // A loop gives the same latent whether or not somebody watches.
  const keys = without(inputKeys, recordInputs(definition));
  return hash(JSON.stringify([type, version, values, fingerprint, keys]));
}

export const loopKey = (hash: (text: string) => string, begin: string, end: string): string =>
  hash(JSON.stringify(['loop', begin, end]));

import { z } from 'zod';
import { err, ok, type Result } from '../errors';
import type { AddingEdit } from './add-node';
import {
  edgeSchema,
  type GraphDocument,
  graphFormat,
  graphNodeSchema,
  idSchema,
  type Point,
  zoneSchema,
} from './document';
import type { Edit } from './edit';
import { freshId, freshWireId, freshZoneId } from './fresh-id';
import { inspectJson } from './json-limits';
import { own } from './own';
import { wiresOf } from './topology';

const clipFormat = 'latent-patchbay/clip';

/** A whole graph may be pasted as well: its text on the clipboard is what people send each other. */
const clipSchema = z.object({
  format: z.enum([clipFormat, graphFormat]),
  nodes: z.record(idSchema, graphNodeSchema),
  edges: z.record(idSchema, edgeSchema),
  zones: z.record(idSchema, zoneSchema).optional(),
});
type Clip = z.infer<typeof clipSchema>;

/** Characters; above it a clipboard holds something else. */
const maxLength = 20 * 1024 * 1024;

/**
 * The nodes with the wires between them as text for the clipboard. The begin of a loop brings its
 * end with it and the other way round.
 */
export function copyNodes(doc: GraphDocument, ids: Iterable<string>): string {
  const chosen = new Set([...ids].filter((id) => own(doc.nodes, id)));
  const zones = Object.entries(doc.zones ?? {}).filter(
    ([, { begin, end }]) =>
      (chosen.has(begin) || chosen.has(end)) && own(doc.nodes, begin) && own(doc.nodes, end),
  );
  for (const [, { begin, end }] of zones) chosen.add(begin).add(end);
  const clip: Clip = {
    format: clipFormat,
    nodes: Object.fromEntries(Object.entries(doc.nodes).filter(([id]) => chosen.has(id))),
    edges: Object.fromEntries(
      Object.entries(doc.edges).filter(
        ([, { from, to }]) => chosen.has(from.node) && chosen.has(to.node),
      ),
    ),
    zones: Object.fromEntries(zones),
  };
  return JSON.stringify(clip, null, 2);
}

/**
 * Adds copied nodes under new ids, the top left corner of all of them at `at` (canvas units). Fails
 * with `not-a-clip` or `empty-clip`.
 */
export function pasteNodes(doc: GraphDocument, text: string, at: Point): Result<AddingEdit> {
  const clip = readClip(text);
  if (!clip.ok) return clip;
  const { nodes, edges, zones = {} } = clip.value;
  const entries = Object.entries(nodes);
  if (entries.length === 0) {
    return err({ code: 'empty-clip', message: 'The clipboard holds no nodes.' });
  }
  const left = Math.min(...entries.map(([, node]) => node.position.x));
  const top = Math.min(...entries.map(([, node]) => node.position.y));
  const newIds = new Map<string, string>();
  const edits: Edit[] = [];
  for (const [id, node] of entries) {
    const fresh = freshId(doc, node.type, newIds.values());
    newIds.set(id, fresh);
    const { x, y } = node.position;
    const position = { ...node.position, x: x - left + at.x, y: y - top + at.y };
    edits.push({ kind: 'addNode', id: fresh, node: { ...node, position } });
  }
  const wireIds: string[] = [];
  for (const { id: _, from, to } of wiresOf({ ...doc, edges })) {
    const [source, target] = [newIds.get(from.node), newIds.get(to.node)];
    if (!source || !target) continue;
    const id = freshWireId(doc, wireIds);
    wireIds.push(id);
    const edge = { from: { ...from, node: source }, to: { ...to, node: target } };
    edits.push({ kind: 'connect', id, edge });
  }
  const zoneIds: string[] = [];
  for (const zone of Object.values(zones)) {
    const [begin, end] = [newIds.get(zone.begin), newIds.get(zone.end)];
    if (!begin || !end) continue;
    const id = freshZoneId(doc, zoneIds);
    zoneIds.push(id);
    edits.push({ kind: 'addZone', id, zone: { ...zone, begin, end } });
  }
  const ids = [...newIds.values()];
  const label = ids.length === 1 ? 'paste a node' : `paste ${ids.length} nodes`;
  return ok({ label, edit: { kind: 'batch', edits }, ids });
}

function readClip(text: string): Result<Clip> {
  const notAClip = err({
    code: 'not-a-clip',
    message: 'The clipboard holds no nodes of this app.',
    hint: 'Copy nodes in the canvas first, or a graph as JSON text.',
  });
  if (text.length > maxLength) return notAClip;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return notAClip;
  }
  const { tooDeep, infinite } = inspectJson(value);
  return !tooDeep && infinite === undefined && isClip(value) ? ok(value) : notAClip;
}

/** Checks the very object: zod's copy would lose `__proto__` among the params. */
function isClip(value: unknown): value is Clip {
  const checked = clipSchema.safeParse(value);
  // zod's records skip `__proto__`: as an id it would come in unchecked.
  return (
    checked.success &&
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every(
      (part) => typeof part !== 'object' || part === null || !Object.hasOwn(part, '__proto__'),
    )
  );
}

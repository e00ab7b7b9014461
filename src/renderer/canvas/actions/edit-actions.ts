import { isPinned } from '@core/graph/arrange';
import { copyNodes, pasteNodes } from '@core/graph/clipboard';
import {
  addNode,
  disconnect,
  joinEdits,
  moveNodes,
  removeNodes,
  setParam,
} from '@core/graph/commands';
import type { GraphNode, Point } from '@core/graph/document';
import { addFrame } from '@core/graph/frames';
import { own } from '@core/graph/own';
import { topologyOf } from '@core/graph/topology';
import { unfoldDenoise } from '@core/graph/unfold';
import type { OnnxFile } from '@core/models/onnx-file';
import { catalog } from '@nodes';
import { api } from '../../stores/api';
import { useDocument } from '../../stores/document';
import { notifyError } from '../../stores/notify';
import { rename } from '../canvas-ui';
import { areasOf, frameContents } from '../frames/frame-contents';

/** Canvas units that a duplicate lies beside its original. */
const duplicateOffset = 32;

const selection = () => [...useDocument.getState().selectedNodes];

export async function copySelection(): Promise<void> {
  const ids = selection();
  if (ids.length > 0) await api()['clipboard.write'](copyNodes(useDocument.getState().doc, ids));
}

export async function cutSelection(): Promise<void> {
  await copySelection();
  removeSelection('cut');
}

/**
 * Nodes, or a Load image node where a picture was copied. `at`: where the top left corner of what is
 * pasted goes, canvas units.
 */
export async function pasteAt(at: Point): Promise<void> {
  const text = await api()['clipboard.read']();
  // Whoever copies a picture in a browser often copies its address with it.
  const picture = isNodes(text) ? null : await api()['clipboard.readImage']();
  if (picture !== null) return addImageNode(picture, at);
  insert(text, at, 'Nothing was pasted');
}

const isNodes = (text: string) => text.trimStart().startsWith('{');

/** A Load image node at canvas units, showing a file or a picture inside the graph. */
export const addImageNode = (file: string, at: Point): void =>
  addNodeWith('load-image', { file }, at);

/** An ONNX model node at canvas units. */
export const addModelNode = (model: OnnxFile, at: Point): void =>
  addNodeWith('onnx-model', { model }, at);

function addNodeWith(type: string, params: GraphNode['params'], at: Point): void {
  const { doc, apply, select } = useDocument.getState();
  const position = { x: Math.round(at.x), y: Math.round(at.y) };
  const edit = addNode({ doc, catalog, type, position, params });
  apply(edit);
  select(edit.ids);
}

function insert(text: string, at: Point, failure: string): void {
  const { doc, apply, select } = useDocument.getState();
  const pasted = pasteNodes(doc, text, at);
  if (!pasted.ok) {
    notifyError(failure, pasted.error);
    return;
  }
  apply(pasted.value);
  select(pasted.value.ids);
}

export function duplicateSelection(): void {
  const { doc } = useDocument.getState();
  const ids = selection();
  const corners = ids.flatMap((id) => own(doc.nodes, id)?.position ?? []);
  if (corners.length === 0) return;
  const at = {
    x: Math.min(...corners.map(({ x }) => x)) + duplicateOffset,
    y: Math.min(...corners.map(({ y }) => y)) + duplicateOffset,
  };
  insert(copyNodes(doc, ids), at, 'Nothing was duplicated');
}

/** `gap`: what a removed node was wired to is joined where only one way fits, or left without wires. */
export function removeSelection(
  verb: 'delete' | 'cut' = 'delete',
  gap: 'bridge' | 'cut' = 'bridge',
): void {
  const { doc, apply, selectedNodes, selectedEdges } = useDocument.getState();
  const nodes = removeNodes({ doc, catalog, ids: selectedNodes, bridge: gap === 'bridge' });
  // Wires of removed nodes go with them; a box selects them too.
  const loose = [...selectedEdges].filter((id) => {
    const edge = own(doc.edges, id);
    return edge && !selectedNodes.has(edge.from.node) && !selectedNodes.has(edge.to.node);
  });
  const wires = disconnect({ doc, catalog, edges: loose });
  const edits = [wires, nodes].filter((edit) => edit !== null);
  const [only] = edits;
  if (!only) return;
  const edit = edits.length === 1 ? only : joinEdits('delete nodes and wires', edits);
  apply(verb === 'cut' ? { ...edit, label: edit.label.replace(/^delete/, 'cut') } : edit);
}

export function selectAll(): void {
  const { doc, select } = useDocument.getState();
  select(Object.keys(doc.nodes), Object.keys(doc.edges));
}

/** Frames take along what lies inside them. */
const withFrameContents = (ids: ReadonlySet<string>) => [
  ...new Set([...ids].flatMap((id) => [id, ...frameContents(id)])),
];

/** A frame around the selection, its name ready to be typed. */
export function frameSelection(): void {
  const { doc, apply, select, selectedNodes } = useDocument.getState();
  const edit = addFrame({ doc, catalog, around: areasOf(selectedNodes) });
  if (!edit) return;
  apply(edit);
  select(edit.ids);
  rename(edit.ids[0] ?? null);
}

/** Moves the selection by canvas units; a row of key presses is one step of undo. */
export function nudgeSelection(dx: number, dy: number): void {
  const { doc, apply, selectedNodes } = useDocument.getState();
  const positions = Object.fromEntries(
    withFrameContents(selectedNodes).flatMap((id) => {
      const at = isPinned(doc, id) ? undefined : own(doc.nodes, id)?.position;
      return at ? [[id, { ...at, x: at.x + dx, y: at.y + dy }]] : [];
    }),
  );
  const edit = moveNodes({ doc, catalog, positions });
  if (edit) apply(edit);
}

/** Where nodes were let go after a drag. */
export function commitMove(
  moved: readonly { readonly id: string; readonly position: Point }[],
): void {
  const { doc, apply } = useDocument.getState();
  const positions = Object.fromEntries(
    moved.flatMap(({ id, position }) => {
      const at = own(doc.nodes, id)?.position;
      return at ? [[id, { ...at, x: Math.round(position.x), y: Math.round(position.y) }]] : [];
    }),
  );
  const edit = moveNodes({ doc, catalog, positions });
  // Each drag is a step of its own.
  if (edit) apply({ ...edit, mergeKey: undefined });
}

/**
 * Key 1 to 9 on a node that reads one of several wires: that wire is chosen. False where the selection
 * is no such node, has no such wire, or is turned by a wire.
 */
export function chooseWire(digit: number): boolean {
  const { doc, apply, selectedNodes } = useDocument.getState();
  const [id] = selectedNodes;
  const node = selectedNodes.size === 1 ? own(doc.nodes, id ?? '') : undefined;
  const reads = catalog.get(node?.type ?? '')?.reads;
  if (id === undefined || !reads) return false;
  const wires = topologyOf(doc).into(id);
  const count = wires.filter(({ to }) => to.port === reads.port).length;
  if (digit > count || wires.some(({ to }) => to.port === reads.index)) return false;
  const edit = setParam({ doc, catalog, id, param: reads.index, value: digit - 1 });
  if (edit) apply({ ...edit, mergeKey: undefined });
  return true;
}

/** Gives the nodes of the zone, none where it could not be made. */
export function unfold(id: string): readonly string[] {
  const { doc, apply } = useDocument.getState();
  const unfolded = unfoldDenoise(doc, id);
  if (!unfolded.ok) {
    notifyError('It was not unfolded', unfolded.error);
    return [];
  }
  apply(unfolded.value);
  return unfolded.value.ids;
}

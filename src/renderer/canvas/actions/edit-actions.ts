import { copyNodes, pasteNodes } from '@core/graph/clipboard';
import { disconnect, joinEdits, moveNodes, removeNodes } from '@core/graph/commands';
import type { Point } from '@core/graph/document';
import { own } from '@core/graph/own';
import { unfoldDenoise } from '@core/graph/unfold';
import { catalog } from '@nodes';
import { api } from '../../stores/api';
import { useDocument } from '../../stores/document';
import { notifyError } from '../../stores/notify';

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

/** `at`: where the top left corner of what is pasted goes, canvas units. */
export async function pasteAt(at: Point): Promise<void> {
  const text = await api()['clipboard.read']();
  insert(text, at, 'Nothing was pasted');
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

export function removeSelection(verb: 'delete' | 'cut' = 'delete'): void {
  const { doc, apply, selectedNodes, selectedEdges } = useDocument.getState();
  const nodes = removeNodes({ doc, catalog, ids: selectedNodes });
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

/** Moves the selection by canvas units; a row of key presses is one step of undo. */
export function nudgeSelection(dx: number, dy: number): void {
  const { doc, apply, selectedNodes } = useDocument.getState();
  const positions = Object.fromEntries(
    [...selectedNodes].flatMap((id) => {
      const at = own(doc.nodes, id)?.position;
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

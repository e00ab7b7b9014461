import type { GraphDocument } from '@core/graph/document';
import { givenSize } from '@core/graph/frames';
import type { FlowEdge, FlowNode } from './flow-types';

const byId = <T extends { readonly id: string }>(elements: readonly T[]) =>
  new Map(elements.map((element) => [element.id, element]));

/** The array before, when it already holds the same objects: React Flow then does nothing. */
const kept = <T>(before: readonly T[], after: T[]) =>
  before.length === after.length && before.every((element, i) => element === after[i])
    ? (before as T[])
    : after;

/**
 * React Flow's nodes for a document. A node that did not change keeps its object, so that an edit
 * renders what it touched; one being dragged keeps the position the pointer gave it.
 */
export function reconcileNodes(
  before: readonly FlowNode[],
  doc: GraphDocument,
  selected: ReadonlySet<string>,
  titleOf: (id: string) => string,
): FlowNode[] {
  const known = byId(before);
  const after = Object.entries(doc.nodes).map(([id, node]): FlowNode => {
    const old = known.get(id);
    const isSelected = selected.has(id);
    const title = titleOf(id);
    const { width, height } = givenSize(node);
    const position = old?.dragging ? old.position : node.position;
    const draggable = node.pinned ? false : undefined;
    if (
      old &&
      old.position.x === position.x &&
      old.position.y === position.y &&
      (old.selected ?? false) === isSelected &&
      old.ariaLabel === title &&
      old.width === width &&
      old.height === height &&
      old.draggable === draggable
    )
      return old;
    return {
      ...old,
      id,
      type: 'patch',
      data: old?.data ?? {},
      position: { x: position.x, y: position.y },
      selected: isSelected,
      ariaLabel: title,
      width,
      height,
      draggable,
    };
  });
  return kept(before, after);
}

export function reconcileEdges(
  before: readonly FlowEdge[],
  edges: GraphDocument['edges'],
  selected: ReadonlySet<string>,
): FlowEdge[] {
  const known = byId(before);
  const after = Object.entries(edges).map(([id, { from, to }]): FlowEdge => {
    const old = known.get(id);
    const isSelected = selected.has(id);
    if (
      old &&
      old.source === from.node &&
      old.sourceHandle === from.port &&
      old.target === to.node &&
      old.targetHandle === to.port &&
      (old.selected ?? false) === isSelected
    )
      return old;
    return {
      id,
      type: 'wire',
      data: old?.data ?? {},
      source: from.node,
      sourceHandle: from.port,
      target: to.node,
      targetHandle: to.port,
      selected: isSelected,
    };
  });
  return kept(before, after);
}

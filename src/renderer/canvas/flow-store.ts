import type { Point } from '@core/graph/document';
import { nodeTitle } from '@core/graph/node-title';
import { catalog } from '@nodes';
import { applyNodeChanges, type EdgeChange, type NodeChange } from '@xyflow/react';
import { create } from 'zustand';
import { useDocument } from '../stores/document';
import type { FlowEdge, FlowNode } from './flow-types';
import { reconcileEdges, reconcileNodes } from './reconcile';

/**
 * What React Flow draws. The document is the source of truth; this adds what it does not know:
 * measured sizes and, during a drag, where the pointer has taken the nodes.
 */
interface FlowState {
  readonly nodes: FlowNode[];
  readonly edges: FlowEdge[];
}

export const useFlow = create<FlowState>()(() => ({ nodes: [], edges: [] }));

function follow(): void {
  const { doc, selectedNodes, selectedEdges } = useDocument.getState();
  const before = useFlow.getState();
  const nodes = reconcileNodes(before.nodes, doc, selectedNodes, (id) =>
    nodeTitle(doc, catalog, id),
  );
  const edges = reconcileEdges(before.edges, doc.edges, selectedEdges);
  if (nodes !== before.nodes || edges !== before.edges) useFlow.setState({ nodes, edges });
}

/** Follows the document for as long as the canvas is on screen. */
export function followDocument(): () => void {
  follow();
  return useDocument.subscribe((state, before) => {
    if (
      state.doc.nodes !== before.doc.nodes ||
      state.doc.edges !== before.doc.edges ||
      state.selectedNodes !== before.selectedNodes ||
      state.selectedEdges !== before.selectedEdges
    )
      follow();
  });
}

const isLocal = (change: NodeChange<FlowNode>) =>
  change.type === 'position' || change.type === 'dimensions';

/** Moves and measures are local; selection goes to the document's store; the rest is our own edits'. */
export function onNodesChange(changes: NodeChange<FlowNode>[]): void {
  const local = changes.filter(isLocal);
  if (local.length > 0)
    useFlow.setState((state) => ({ nodes: applyNodeChanges(local, state.nodes) }));
  const { selectedNodes, selectedEdges, select } = useDocument.getState();
  const selected = withSelection(selectedNodes, changes);
  if (selected) select(selected, selectedEdges);
}

export function onEdgesChange(changes: EdgeChange<FlowEdge>[]): void {
  const { selectedNodes, selectedEdges, select } = useDocument.getState();
  const selected = withSelection(selectedEdges, changes);
  if (selected) select(selectedNodes, selected);
}

function withSelection(
  before: ReadonlySet<string>,
  changes: readonly (NodeChange<FlowNode> | EdgeChange<FlowEdge>)[],
): ReadonlySet<string> | null {
  const after = new Set(before);
  for (const change of changes) {
    if (change.type !== 'select') continue;
    if (change.selected) after.add(change.id);
    else after.delete(change.id);
  }
  return after.size === before.size && [...after].every((id) => before.has(id)) ? null : after;
}

/** Ends what `moveLocally` began: every node is where the document has it. */
export function settle(): void {
  useFlow.setState((state) => ({
    nodes: state.nodes.map((node) => (node.dragging ? { ...node, dragging: false } : node)),
  }));
  follow();
}

/** Shows nodes elsewhere without an edit yet: while a zone is dragged by its label. */
export function moveLocally(positions: Readonly<Record<string, Point>>, dragging: boolean): void {
  useFlow.setState((state) => ({
    nodes: state.nodes.map((node) => {
      const position = positions[node.id];
      return position ? { ...node, position, dragging } : node;
    }),
  }));
}

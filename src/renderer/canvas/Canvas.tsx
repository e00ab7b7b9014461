import '@xyflow/react/dist/base.css';
import './wires/kinds.css';
import { gridStep } from '@core/graph/arrange';
import type { Point, View } from '@core/graph/document';
import {
  Background,
  BackgroundVariant,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  useStore,
  useStoreApi,
} from '@xyflow/react';
import { type MouseEvent, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useDocument } from '../stores/document';
import { trackPointer } from './actions/pointer';
import { fitOptions, useCanvasActions } from './actions/use-canvas-actions';
import { useCanvasKeys } from './actions/use-canvas-keys';
import { useSnap } from './arrange/use-snap';
import { CanvasControls } from './CanvasControls';
import classes from './canvas.module.css';
import { openMenu, openPalette, useCanvasUi } from './canvas-ui';
import { EmptyState } from './EmptyState';
import { followDocument, onEdgesChange, onNodesChange, useFlow } from './flow-store';
import type { FlowEdge, FlowNode } from './flow-types';
import { isFrame } from './frames/frame-contents';
import { drag, endDrag, startDrag } from './frames/frame-drag';
import { ConditioningPicker } from './insert/ConditioningPicker';
import { useCanvasSpace } from './insert/canvas-space';
import { DropHintView } from './insert/DropHintView';
import { inputAt } from './insert/input-at';
import { type DragEvent, dragOverWires, dropOnWire } from './insert/node-drag';
import { CanvasMenu } from './menu/CanvasMenu';
import { NodeHelp } from './menu/NodeHelp';
import { NodeView } from './nodes/NodeView';
import { Overview } from './Overview';
import { Palette } from './palette/Palette';
import { useWiring } from './use-wiring';
import { addReroute } from './wires/add-reroute';
import { BundleLayer } from './wires/BundleLayer';
import { ConnectionHint } from './wires/ConnectionHint';
import { LooseWireLine } from './wires/LooseWireLine';
import { TraceLegend } from './wires/TraceLegend';
import { useTraceMarks } from './wires/trace';
import { useBundleDrag } from './wires/use-bundle-drag';
import { useFlowMarks } from './wires/use-flow-marks';
import { WireEdge } from './wires/WireEdge';
import { ZoneLayer } from './zones/ZoneLayer';

const nodeTypes = { patch: NodeView };
const edgeTypes = { wire: WireEdge };
const snapGrid: [number, number] = [gridStep, gridStep];
/** Left drag on empty canvas pans, as in the tools people come from; middle drag does too. */
const panButtons = [0, 1];
const multiSelectKeys = ['Shift', 'Control', 'Meta'];
/** Below this zoom the text of widgets is smaller than 4 px. */
const farZoom = 0.3;
/** Above this many nodes, those out of sight are not drawn, and all are simpler from far away. */
const largeFrom = 120;

/** The graph, as one wires it. Fills its container. */
export function Canvas() {
  return (
    <ReactFlowProvider>
      <CanvasFlow />
    </ReactFlowProvider>
  );
}

function CanvasFlow() {
  const root = useRef<HTMLDivElement>(null);
  const nodes = useFlow((state) => state.nodes);
  const edges = useFlow((state) => state.edges);
  const snap = useSnap();
  const isLarge = nodes.length > largeFrom;
  const far = useStore((state) => state.transform[2] < farZoom) && isLarge;
  useEffect(() => useCanvasUi.setState({ far }), [far]);
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const actions = useCanvasActions(root);
  const wiring = useWiring(root);
  useCanvasSpace(root);
  useCanvasKeys(root, actions);
  useBundleDrag(root);
  useFlowMarks(root);
  useTraceMarks(root);
  useLayoutEffect(followDocument, []);
  useLayoutEffect(() => (root.current ? trackPointer(root.current) : undefined), []);
  useFitOnLoad();

  const at = useCallback(
    (event: {
      readonly clientX: number;
      readonly clientY: number;
    }): { at: Point; place: Point } => {
      const client = { x: event.clientX, y: event.clientY };
      return { at: client, place: flow.screenToFlowPosition(client) };
    },
    [flow],
  );
  const onDoubleClick = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.classList.contains('react-flow__pane'))
      openPalette(at(event));
  };
  const onNodeContextMenu = useCallback(
    (event: MouseEvent, node: FlowNode) => {
      event.preventDefault();
      const { selectedNodes, select } = useDocument.getState();
      if (!selectedNodes.has(node.id)) select([node.id]);
      openMenu({ ...at(event), node: node.id, port: inputAt(event.target) });
    },
    [at],
  );

  const store = useStoreApi();
  // A box drawn over nodes inside a frame means the nodes; a frame is selected by its title.
  const onChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      const isBox = store.getState().userSelectionActive;
      const isOfFrame = (change: NodeChange<FlowNode>) =>
        change.type === 'select' && change.selected && isFrame(change.id);
      onNodesChange(isBox ? changes.filter((change) => !isOfFrame(change)) : changes);
    },
    [store],
  );

  const onEdgeContextMenu = useCallback(
    (event: MouseEvent, { id }: FlowEdge) => {
      event.preventDefault();
      const { selectedEdges, select } = useDocument.getState();
      if (!selectedEdges.has(id)) select([], [id]);
      openMenu({ ...at(event), wire: id });
    },
    [at],
  );
  const onEdgeDoubleClick = useCallback(
    (event: MouseEvent, { id }: FlowEdge) => addReroute(id, at(event).place),
    [at],
  );
  const onEdgeClick = useCallback(
    (event: MouseEvent, edge: FlowEdge) => {
      if (event.altKey) onEdgeDoubleClick(event, edge);
    },
    [onEdgeDoubleClick],
  );

  // React Flow renders all of its layers again when one of its handlers is another function.
  const onSelectionContextMenu = useCallback(
    (event: MouseEvent, [first]: FlowNode[]) => first && onNodeContextMenu(event, first),
    [onNodeContextMenu],
  );
  const onPaneContextMenu = useCallback(
    (event: { preventDefault(): void; clientX: number; clientY: number }) => {
      event.preventDefault();
      openMenu(at(event));
    },
    [at],
  );

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Tab opens the palette as well
    <div
      ref={root}
      className={classes.canvas}
      data-testid="canvas"
      data-far={far}
      onDoubleClick={onDoubleClick}
    >
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onChange}
        onNodeDragStart={onDragStart}
        onNodeDrag={onDrag}
        onSelectionDragStart={onSelectionDragStart}
        onSelectionDrag={onSelectionDrag}
        onEdgesChange={onEdgesChange}
        onNodeDragStop={onDragStop}
        onSelectionDragStop={onSelectionDragStop}
        onNodeContextMenu={onNodeContextMenu}
        onSelectionContextMenu={onSelectionContextMenu}
        onPaneContextMenu={onPaneContextMenu}
        onEdgeContextMenu={onEdgeContextMenu}
        onEdgeDoubleClick={onEdgeDoubleClick}
        onEdgeClick={onEdgeClick}
        onMoveEnd={onMoveEnd}
        {...wiring}
        connectionLineComponent={LooseWireLine}
        connectionRadius={26}
        reconnectRadius={14}
        connectOnClick={false}
        deleteKeyCode={null}
        multiSelectionKeyCode={multiSelectKeys}
        selectionMode={SelectionMode.Partial}
        disableKeyboardA11y
        panOnDrag={panButtons}
        zoomOnDoubleClick={false}
        minZoom={0.05}
        maxZoom={2.5}
        snapToGrid={snap}
        snapGrid={snapGrid}
        onlyRenderVisibleElements={isLarge && !far}
        edgesReconnectable={!far}
        elevateEdgesOnSelect
      >
        <Background
          variant={BackgroundVariant.Dots}
          gap={2 * gridStep}
          size={1.4}
          color="var(--canvas-dots)"
        />
        <ZoneLayer />
        <CanvasControls actions={actions} />
        {/* From far away all of the graph is in view, and the overview says nothing more. */}
        {!far && <Overview />}
        <BundleLayer />
        <TraceLegend />
        <ConnectionHint />
      </ReactFlow>
      <EmptyState />
      <Palette />
      <CanvasMenu actions={actions} />
      <ConditioningPicker actions={actions} />
      <DropHintView />
      <NodeHelp />
    </div>
  );
}

const onMoveEnd = (_event: unknown, view: View) => useDocument.getState().setView(view);
const onDragStart = (_event: unknown, _node: FlowNode, moved: FlowNode[]) => startDrag(moved);
const onDrag = (event: DragEvent, _node: FlowNode, moved: FlowNode[]) => {
  drag(moved);
  dragOverWires(event, moved);
};
const onDragStop = (event: DragEvent, _node: FlowNode, moved: FlowNode[]) => {
  if (!dropOnWire(event, moved)) endDrag(moved);
};
const onSelectionDragStart = (_event: unknown, moved: FlowNode[]) => startDrag(moved);
const onSelectionDrag = (_event: unknown, moved: FlowNode[]) => drag(moved);
const onSelectionDragStop = (_event: unknown, moved: FlowNode[]) => endDrag(moved);

/** Another document: show all of it, once its nodes are measured. */
function useFitOnLoad(): void {
  const documentId = useDocument((state) => state.documentId);
  const { fitView, setViewport } = useReactFlow();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the id is the signal
  useEffect(() => {
    const { doc, restoresView } = useDocument.getState();
    // With no nodes a fit would wait for the first one, wherever that is.
    const isEmpty = Object.keys(doc.nodes).length === 0;
    const view = restoresView ? doc.view : isEmpty ? { x: 0, y: 0, zoom: 1 } : undefined;
    if (view) {
      void setViewport(view);
      return;
    }
    void fitView({ ...fitOptions(), duration: 0 });
  }, [documentId, fitView, setViewport]);
}

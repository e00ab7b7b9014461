import type { GraphNode } from '@core/graph/document';
import { frameType } from '@core/graph/frames';
import { own } from '@core/graph/own';
import { portsOf } from '@core/graph/ports-of';
import { resolveParams } from '@core/graph/resolve-params';
import type { NodeDefinition } from '@core/node-definition';
import { catalog } from '@nodes';
import type { NodeProps } from '@xyflow/react';
import { memo, useRef } from 'react';
import { useDocument } from '../../stores/document';
import { useLibrary } from '../../stores/library';
import { useRun } from '../../stores/run';
import type { FlowNode } from '../flow-types';
import { FrameView } from '../frames/FrameView';
import { useStable } from '../use-stable';
import { CollapsedNode } from './CollapsedNode';
import { categoryIcons } from './category-icons';
import { NodeParams } from './NodeParams';
import { NodePorts } from './NodePorts';
import { NodePreview } from './NodePreview';
import { NodeProblems } from './NodeProblems';
import { NodeProgress, NodeStatus } from './NodeStatus';
import { NodeTitle } from './NodeTitle';
import { NodeWidth } from './NodeWidth';
import { NoteView } from './NoteView';
import classes from './node.module.css';
import { PinMark } from './PinMark';
import { PlaceholderView } from './PlaceholderView';
import { RerouteView } from './RerouteView';
import { shownParams } from './shown-params';
import { useFarAway } from './use-far-away';
import { usePortChanges } from './use-port-changes';

/**
 * A node on the canvas. It reads its own slice of the document only; while React Flow moves it,
 * nothing in here renders.
 */
export const NodeView = memo(
  function NodeView({ id }: NodeProps<FlowNode>) {
    const node = useDocument((state) => own(state.doc.nodes, id));
    // React Flow drops a removed node one render after the document did.
    if (!node) return null;
    const definition = catalog.get(node.type);
    if (!definition) return <PlaceholderView id={id} node={node} />;
    if (definition.type === 'note') return <NoteView id={id} node={node} definition={definition} />;
    if (definition.type === frameType)
      return <FrameView id={id} node={node} definition={definition} />;
    if (definition.type === 'reroute') return <RerouteView id={id} />;
    return <KnownNode id={id} node={node} definition={definition} />;
  },
  (before, after) => before.id === after.id,
);

const noInputs = {};

/** Nodes that show a text or a picture. */
const canWiden = ({ params, category }: NodeDefinition) =>
  category === 'inspect' ||
  Object.values(params).some((spec) => spec.kind === 'text' && spec.multiline);

interface KnownProps {
  readonly id: string;
  readonly node: GraphNode;
  readonly definition: NodeDefinition;
}

const KnownNode = memo(function KnownNode({ id, node, definition }: KnownProps) {
  const analysis = useDocument(useStable((state) => own(state.analysis.nodes, id)));
  const state = useRun((run) => own(run.nodes, id)?.state ?? 'idle');
  const title = node.title ?? definition.title;
  const ports = portsOf(definition, node.params);
  usePortChanges(id, definition, ports);
  const problems = analysis?.problems ?? [];
  const isPort = (port: string | undefined) =>
    port !== undefined &&
    (own(ports.inputs, port) !== undefined || own(ports.outputs, port) !== undefined);
  const worst = problems.find((problem) => problem.severity === 'error') ?? problems[0];
  const Icon = categoryIcons[definition.category];
  const values = analysis?.params ?? resolveParams(definition, node.params);
  const models = useLibrary((library) => library.models);
  const inputs = analysis?.inputs ?? noInputs;
  const params = shownParams({ definition, values, inputs, models });
  const sheet = useRef<HTMLDivElement>(null);
  const farHeight = useFarAway(sheet);
  const frame = {
    ref: sheet,
    className: classes.node,
    'data-testid': `node-${id}`,
    'data-category': definition.category,
    'data-state': state,
    'data-severity': state === 'failed' ? 'error' : worst?.severity,
  };
  if (farHeight !== null)
    return (
      <div {...frame} style={{ height: farHeight }}>
        <header className={classes.header}>{title}</header>
      </div>
    );
  const header = (
    <header className={classes.header} title={`${title}\n${definition.doc}`}>
      <Icon size={14} className={classes.icon} aria-hidden />
      <NodeTitle id={id} title={title} />
      <NodeStatus id={id} />
      <PinMark id={id} title={title} />
    </header>
  );
  if (node.collapsed)
    return (
      <div {...frame}>
        <CollapsedNode id={id} definition={definition} ports={ports} analysis={analysis}>
          {header}
        </CollapsedNode>
        <NodeProgress id={id} />
      </div>
    );
  return (
    <div {...frame}>
      {header}
      <NodeProgress id={id} />
      {/* Before the ports, which lie above it. */}
      {canWiden(definition) && <NodeWidth id={id} />}
      <NodePorts id={id} ports={ports} analysis={analysis} />
      <NodeParams
        node={id}
        definition={definition}
        params={params}
        values={values}
        ports={ports}
        inputs={inputs}
      />
      <NodePreview id={id} title={title} />
      <NodeProblems id={id} problems={problems.filter((problem) => !isPort(problem.port))} />
    </div>
  );
});

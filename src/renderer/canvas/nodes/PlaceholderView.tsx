import type { GraphNode } from '@core/graph/document';
import { own } from '@core/graph/own';
import { CircleHelp } from 'lucide-react';
import { useDocument } from '../../stores/document';
import { useStable } from '../use-stable';
import { NodePort } from './NodePort';
import { NodeTitle } from './NodeTitle';
import classes from './node.module.css';

/** A node of a type this version does not know. Nothing of it is lost: it waits for the app that knows it. */
export function PlaceholderView({ id, node }: { readonly id: string; readonly node: GraphNode }) {
  const wires = useDocument(
    useStable(({ doc, analysis }) => ({
      inputs: [
        ...new Set(Object.values(doc.edges).flatMap(({ to }) => (to.node === id ? [to.port] : []))),
      ],
      outputs: [
        ...new Set(
          Object.values(doc.edges).flatMap(({ from }) => (from.node === id ? [from.port] : [])),
        ),
      ],
      problems: own(analysis.nodes, id)?.problems ?? [],
    })),
  );
  const port = (name: string, side: 'in' | 'out') => (
    <NodePort
      key={name}
      node={id}
      name={name}
      side={side}
      label={name}
      kinds={[]}
      doc="Known from its wire."
      info={null}
      empty={false}
      optional={false}
      multiple={false}
      problem={undefined}
    />
  );
  const count = Object.keys(node.params).length;
  return (
    <div
      className={classes.node}
      data-testid={`node-${id}`}
      data-category="unknown"
      data-state="idle"
      data-placeholder
    >
      <header className={classes.header}>
        <CircleHelp size={14} className={classes.icon} aria-hidden />
        <NodeTitle id={id} title={node.title ?? node.type} />
      </header>
      <div className={classes.ports}>
        {wires.outputs.map((name) => port(name, 'out'))}
        {wires.inputs.map((name) => port(name, 'in'))}
      </div>
      <div className={classes.problems}>
        <div className={classes.problem} data-severity={wires.problems[0]?.severity ?? 'warning'}>
          This version has no node “{node.type}”.
          <span className={classes.problemHint}>
            {' '}
            It is kept with its wires
            {count > 0 && ` and ${count} ${count === 1 ? 'parameter' : 'parameters'}`}, and saved as
            it is. It cannot run here.
          </span>
        </div>
      </div>
    </div>
  );
}

import type { NodeAnalysis } from '@core/graph/analysis';
import { own } from '@core/graph/own';
import type { Ports } from '@core/graph/ports-of';
import type { NodeDefinition } from '@core/node-definition';
import { portKindTitle } from '@core/ports/port-kind-title';
import { Handle, Position, useUpdateNodeInternals } from '@xyflow/react';
import { type ReactNode, useLayoutEffect } from 'react';
import classes from './collapsed.module.css';
import { kindsOf } from './NodePort';

/** Canvas units: of a title alone, and from one dot to the next. */
const least = 32;
const step = 11;

interface Props {
  readonly id: string;
  readonly definition: NodeDefinition;
  readonly ports: Ports;
  readonly analysis: NodeAnalysis | undefined;
  /** The title bar. */
  readonly children: ReactNode;
}

/** A node as its title alone: every port is a dot at its edge, so all wires stay and more can be drawn. */
export function CollapsedNode({ id, definition, ports, analysis, children }: Props) {
  // A parameter has a port only where a wire drives it: the others cannot be seen here.
  const driven = Object.keys(analysis?.inputs ?? {}).filter((name) => !own(ports.inputs, name));
  const inputs = [
    ...Object.entries(ports.inputs).map(([name, port]) => ({
      ...{ name, label: port.label, kind: kindsOf(port)[0] },
    })),
    ...driven.map((name) => ({
      name,
      label: own(definition.params, name)?.label ?? name,
      kind: own(analysis?.inputs ?? {}, name)?.[0]?.kind,
    })),
  ];
  const outputs = Object.entries(ports.outputs).map(([name, port]) => ({
    ...{ name, label: port.label },
    kind: own(analysis?.outputs ?? {}, name)?.kind ?? kindsOf(port)[0],
  }));
  const height = Math.max(least, step * (Math.max(inputs.length, outputs.length) + 1));
  const update = useUpdateNodeInternals();
  const names = [...inputs, ...outputs].map(({ name }) => name).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: other ports lie at other places
  useLayoutEffect(() => update(id), [id, names, update]);
  const dots = (list: typeof inputs, side: 'in' | 'out') =>
    list.map(({ name, label, kind }, index) => (
      <div key={name} className={classes.dot} data-kind={kind ?? 'unknown'}>
        <Handle
          id={name}
          type={side === 'in' ? 'target' : 'source'}
          position={side === 'in' ? Position.Left : Position.Right}
          className={`${classes.handle} nokey`}
          style={{ top: ((index + 1) * height) / (list.length + 1) }}
          data-testid={`port-${id}-${side}-${name}`}
          role="img"
          aria-label={`${label}, ${side === 'in' ? 'input' : 'output'}, ${kind ? portKindTitle(kind) : ''}`}
          title={`${label}${kind ? ` · ${portKindTitle(kind)}` : ''}`}
        />
      </div>
    ));
  return (
    <div className={classes.bar} style={{ height }} data-collapsed>
      {children}
      {dots(inputs, 'in')}
      {dots(outputs, 'out')}
    </div>
  );
}

import type { Problem } from '@core/errors';
import type { InputPort, OutputPort } from '@core/node-definition';
import { portKindTitle } from '@core/ports/port-kind-title';
import type { PortKind } from '@core/ports/port-type';
import { Handle, Position } from '@xyflow/react';
import { memo } from 'react';
import classes from './node.module.css';

interface Props {
  readonly node: string;
  readonly name: string;
  readonly side: 'in' | 'out';
  readonly label: string;
  readonly kinds: readonly PortKind[];
  readonly doc: string;
  readonly info: string | null;
  /** An input without a wire; drawn hollow. */
  readonly empty: boolean;
  readonly optional: boolean;
  readonly multiple: boolean;
  readonly problem: Problem | undefined;
}

export const kindsOf = (port: InputPort | OutputPort): readonly PortKind[] =>
  'kind' in port.type ? [port.type.kind] : port.type.map((type) => type.kind);

/** One port: its handle on the node's edge, its label, and what flows there as far as known. */
export const NodePort = memo(function NodePort({
  node,
  name,
  side,
  label,
  kinds,
  doc,
  info,
  empty,
  optional,
  multiple,
  problem,
}: Props) {
  const what = kinds.map(portKindTitle).join(' or ');
  const takes =
    side === 'in'
      ? (optional ? 'optional ' : '') + (multiple ? 'input, takes several' : 'input')
      : 'output';
  return (
    <div
      className={classes.port}
      data-side={side}
      data-kind={kinds[0] ?? 'unknown'}
      data-severity={problem?.severity}
    >
      <Handle
        id={name}
        type={side === 'in' ? 'target' : 'source'}
        position={side === 'in' ? Position.Left : Position.Right}
        // `nokey`: with Shift held, a press here starts a wire that is added, not a selection.
        className={`${classes.handle} nokey`}
        data-testid={`port-${node}-${side}-${name}`}
        data-empty={empty}
        data-multiple={multiple}
        role="img"
        aria-label={`${label}, ${takes}, ${what}${info ? `, ${info}` : ''}`}
        title={`${label} · ${what}\n${doc}`}
      />
      <div className={classes.portText} title={doc}>
        <span className={classes.portLabel}>{label}</span>
        {(info ?? (optional && empty)) && (
          <span className={classes.portInfo}>{info ?? 'optional'}</span>
        )}
      </div>
      {problem && <ProblemText problem={problem} />}
    </div>
  );
});

export function ProblemText({ problem }: { readonly problem: Problem }) {
  return (
    <div className={classes.problem} data-severity={problem.severity}>
      {problem.message}
      {problem.hint && <span className={classes.problemHint}> {problem.hint}</span>}
    </div>
  );
}

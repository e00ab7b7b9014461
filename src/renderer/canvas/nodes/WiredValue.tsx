import type { ParamSpec } from '@core/node-params';
import type { PortType } from '@core/ports/port-type';
import { Cable } from 'lucide-react';
import classes from './node.module.css';

interface Props {
  readonly id: string;
  readonly spec: ParamSpec;
  /** What arrives, where it is known. */
  readonly type: PortType | undefined;
}

/** In place of a widget while a wire drives the parameter: what arrives, as far as it is known. */
export function WiredValue({ id, spec, type }: Props) {
  const text = arriving(spec, type);
  return (
    <output
      id={id}
      className={classes.wiredValue}
      title={`${text}\nA wire sets this. Remove the wire to set it here.`}
    >
      <Cable size={12} aria-hidden />
      <span>{text}</span>
    </output>
  );
}

function arriving(spec: ParamSpec, type: PortType | undefined): string {
  if (type?.kind !== 'number' && type?.kind !== 'seed' && type?.kind !== 'text') return 'by wire';
  if (type.kind !== 'seed' && type.sweep) return `${type.sweep.length} values`;
  if (type.value === undefined) return 'known when it runs';
  const option =
    spec.kind === 'select' ? spec.options.find(({ value }) => value === type.value) : undefined;
  const unit = spec.kind === 'number' && spec.unit ? ` ${spec.unit}` : '';
  return option?.label ?? `${type.value}${unit}`;
}

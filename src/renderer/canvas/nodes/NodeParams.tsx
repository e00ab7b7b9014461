import type { NodeAnalysis } from '@core/graph/analysis';
import { own } from '@core/graph/own';
import type { Ports } from '@core/graph/ports-of';
import type { NodeDefinition } from '@core/node-definition';
import type { ParamSpec, ParamValues } from '@core/node-params';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { NodeParam } from './NodeParam';
import classes from './node.module.css';

interface Props {
  readonly node: string;
  readonly definition: NodeDefinition;
  readonly params: readonly (readonly [string, ParamSpec])[];
  readonly values: ParamValues;
  readonly ports: Ports;
  /** Types that arrive, by port and by wired parameter. */
  readonly inputs: NodeAnalysis['inputs'];
}

/** The parameters, those rarely touched behind "More", which opens by itself where one was changed. */
export function NodeParams({ node, definition, params, values, ports, inputs }: Props) {
  const wiredTypes = (name: string) => (own(ports.inputs, name) ? undefined : own(inputs, name));
  /** Where a wire ends must be seen. */
  const isBehind = ([name, spec]: readonly [string, ParamSpec]) =>
    spec.advanced === true && wiredTypes(name) === undefined;
  const changed = params.filter(
    (param) => isBehind(param) && values[param[0]] !== param[1].default,
  ).length;
  const [open, setOpen] = useState(changed > 0);
  if (params.length === 0) return null;
  const row = ([name, spec]: readonly [string, ParamSpec]) => (
    <NodeParam
      key={name}
      node={node}
      name={name}
      spec={spec}
      value={values[name]}
      definition={definition}
      wired={wiredTypes(name)}
      wirable={own(ports.inputs, name) === undefined}
    />
  );
  const advanced = params.filter(isBehind);
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <div className={classes.params}>
      {params.filter((param) => !isBehind(param)).map(row)}
      {advanced.length > 0 && (
        <button
          type="button"
          className={`${classes.more} nodrag nokey`}
          aria-expanded={open}
          data-testid={`more-${node}`}
          title={advanced.map(([, spec]) => spec.label).join(', ')}
          onClick={() => setOpen(!open)}
        >
          <Chevron size={13} aria-hidden />
          {open ? 'Less' : 'More'}
          {!open && changed > 0 && ` · ${changed} changed`}
        </button>
      )}
      {open && advanced.map(row)}
    </div>
  );
}

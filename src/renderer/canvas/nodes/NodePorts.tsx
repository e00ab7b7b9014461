import type { NodeAnalysis } from '@core/graph/analysis';
import { own } from '@core/graph/own';
import type { Ports } from '@core/graph/ports-of';
import { describePort } from '@core/ports/describe-port';
import { kindsOf, NodePort } from './NodePort';
import classes from './node.module.css';
import { portInfo } from './port-info';

interface Props {
  readonly id: string;
  readonly ports: Ports;
  readonly analysis: NodeAnalysis | undefined;
}

/**
 * Outputs at the right edge, then inputs at the left, a row each, so that what flows there can be
 * read. A port with a problem says so under its label.
 */
export function NodePorts({ id, ports, analysis }: Props) {
  const inputs = Object.entries(ports.inputs);
  const outputs = Object.entries(ports.outputs);
  const problemAt = (port: string) => {
    const found = analysis?.problems.filter((problem) => problem.port === port) ?? [];
    return found.find((problem) => problem.severity === 'error') ?? found[0];
  };
  return (
    <div className={classes.ports}>
      {outputs.map(([name, port]) => (
        <NodePort
          key={name}
          node={id}
          name={name}
          side="out"
          label={port.label}
          kinds={kindsOf(port)}
          doc={port.doc}
          info={portInfo(port.label, describePort(own(analysis?.outputs ?? {}, name) ?? port.type))}
          empty={false}
          optional={false}
          multiple={false}
          problem={own(ports.inputs, name) ? undefined : problemAt(name)}
        />
      ))}
      {inputs.map(([name, port]) => {
        const wired = own(analysis?.inputs ?? {}, name) ?? [];
        const note = own(analysis?.notes ?? {}, name);
        return (
          <NodePort
            key={name}
            node={id}
            name={name}
            side="in"
            label={port.label}
            kinds={kindsOf(port)}
            doc={port.doc}
            info={note ? portInfo(port.label, note) : null}
            empty={wired.length === 0}
            optional={port.optional ?? false}
            multiple={port.multiple ?? false}
            problem={problemAt(name)}
          />
        );
      })}
    </div>
  );
}

import { own } from '@core/graph/own';
import { paramPort } from '@core/graph/ports-of';
import { categoryTitles, type NodeDefinition } from '@core/node-definition';
import type { ParamSpec } from '@core/node-params';
import { portKindTitle } from '@core/ports/port-kind-title';
import { Modal } from '@mantine/core';
import { catalog } from '@nodes';
import { showHelp, useCanvasUi } from '../canvas-ui';
import { kindsOf } from '../nodes/NodePort';
import classes from './menu.module.css';

/** A node's documentation: what it does, its ports, its parameters. */
export function NodeHelp() {
  const definition = useCanvasUi((state) =>
    state.help === null ? undefined : catalog.get(state.help),
  );
  if (!definition) return null;
  return (
    <Modal
      opened
      onClose={() => showHelp(null)}
      title={`${definition.title} · ${categoryTitles[definition.category]}`}
      size="lg"
    >
      <p>{definition.doc}</p>
      {definition.synonyms && (
        <p className={classes.section}>Elsewhere called: {definition.synonyms.join(', ')}</p>
      )}
      <Ports title="Takes" ports={definition.inputs} />
      <Ports title="Gives" ports={definition.outputs} />
      {Object.keys(definition.params).length > 0 && (
        <>
          <div className={classes.section}>Parameters</div>
          <dl className={classes.table}>
            {Object.entries(definition.params).map(([name, spec]) => [
              <dt key={`${name} term`}>{spec.label}</dt>,
              <dd key={name}>
                {spec.doc}
                {!own(definition.inputs, name) && <Driver spec={spec} />}
              </dd>,
            ])}
          </dl>
        </>
      )}
    </Modal>
  );
}

function Driver({ spec }: { readonly spec: ParamSpec }) {
  const port = paramPort(spec);
  return port && <> A wire can set it: {kindsOf(port).map(portKindTitle).join(' or ')}.</>;
}

function Ports({
  title,
  ports,
}: {
  readonly title: string;
  readonly ports: NodeDefinition['inputs'] | NodeDefinition['outputs'];
}) {
  const entries = Object.entries(ports);
  if (entries.length === 0) return null;
  return (
    <>
      <div className={classes.section}>{title}</div>
      <dl className={classes.table}>
        {entries.map(([name, port]) => [
          <dt key={`${name} term`}>{port.label}</dt>,
          <dd key={name}>
            {kindsOf(port).map(portKindTitle).join(' or ')}: {port.doc}
          </dd>,
        ])}
      </dl>
    </>
  );
}

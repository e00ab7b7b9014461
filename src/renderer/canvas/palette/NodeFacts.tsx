import { own } from '@core/graph/own';
import { inputPort, portsOf } from '@core/graph/ports-of';
import { categoryTitles, type NodeDefinition } from '@core/node-definition';
import type { ReactNode } from 'react';
import { t } from '../../text/text';
import classes from './palette.module.css';
import type { PaletteItem } from './rank-nodes';

/** What a node does, in a few lines: for whoever chooses one. */
export function NodeFacts({ definition, port, replacement }: PaletteItem) {
  const ports = portsOf(definition, {});
  return (
    <>
      <div className={classes.docTitle}>{definition.title}</div>
      <div className={classes.docCategory}>{categoryTitles[definition.category]}</div>
      <p>{definition.doc}</p>
      <dl>
        {replacement && (
          <Fact term={replacement.lost.length > 0 ? t.palette.loses : t.palette.replaceNode}>
            {replacement.lost.length > 0 ? replacement.lost.join(', ') : t.palette.keepsAll}
          </Fact>
        )}
        <Fact term={t.palette.takes}>{labelsOf(ports.inputs)}</Fact>
        <Fact term={t.palette.gives}>{labelsOf(ports.outputs)}</Fact>
        <Fact term={t.palette.parameters}>{labelsOf(definition.params)}</Fact>
        {port !== undefined && <Target definition={definition} port={port} />}
        <Fact term={t.palette.alsoCalled}>{(definition.synonyms ?? []).join(', ')}</Fact>
      </dl>
    </>
  );
}

function Target({
  definition,
  port,
}: {
  readonly definition: NodeDefinition;
  readonly port: string;
}) {
  const input = inputPort(definition, {}, port);
  const output = own(portsOf(definition, {}).outputs, port);
  return input ? (
    <Fact term={t.palette.wireTo}>{input.label}</Fact>
  ) : (
    <Fact term={t.palette.wireFrom}>{output?.label}</Fact>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  if (!children) return null;
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

const labelsOf = (named: Readonly<Record<string, { readonly label: string }>>): string =>
  Object.values(named)
    .map(({ label }) => label)
    .join(', ');

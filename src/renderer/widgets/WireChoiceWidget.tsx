import { choiceLetter } from '@core/graph/choice-letter';
import { nodeTitle } from '@core/graph/node-title';
import { wiresInto } from '@core/graph/topology';
import type { NumberParam } from '@core/node-params';
import { catalog } from '@nodes';
import { memo } from 'react';
import { useStable } from '../canvas/use-stable';
import { useDocument } from '../stores/document';
import { OptionButton } from './OptionButton';
import type { WidgetProps } from './types';

/** The index of a wire as a letter, with the title of the node it comes from. */
export const WireChoiceWidget = memo(function WireChoiceWidget({
  node,
  name,
  spec,
  value,
  commit,
}: WidgetProps<NumberParam, number>) {
  const titles = useDocument(
    useStable(({ doc }) =>
      wiresInto(doc, node, spec.wireOn ?? '').map(({ from }) => nodeTitle(doc, catalog, from.node)),
    ),
  );
  const options = titles.map((title, index) => ({
    value: String(index),
    label: `${choiceLetter(index)} · ${title}`,
  }));
  const chosen = options[value];
  return (
    <OptionButton
      id={`param-${node}-${name}`}
      label={spec.label}
      text={chosen?.label ?? choiceLetter(value)}
      invalid={titles.length > 0 && !chosen}
      value={String(value)}
      options={() => options}
      empty="Wire something to choose from."
      onPick={(picked) => commit(Number(picked))}
    />
  );
});

import { graphInputType, graphOutputType, type InnerGraph } from '@core/graph/subgraph/inner-graph';
import type { GraphParam } from '@core/node-params';
import { catalog } from '@nodes';
import { memo } from 'react';
import { t } from '../text/text';
import type { WidgetProps } from './types';
import classes from './widgets.module.css';

const named = 4;

/** How much a subgraph holds; its ports stand on the node already and do not count. */
export const GraphWidget = memo(function GraphWidget({
  node,
  name,
  value,
}: WidgetProps<GraphParam, InnerGraph>) {
  const inside = Object.values(value.nodes).filter(
    ({ type }) => type !== graphInputType && type !== graphOutputType,
  );
  const titles = inside.map(({ type, title }) => title ?? catalog.get(type)?.title ?? type);
  return (
    <output
      id={`param-${node}-${name}`}
      className={classes.graph}
      title={t.subgraph.titles(titles.slice(0, named), Math.max(0, titles.length - named))}
    >
      {t.subgraph.inside(inside.length)}
    </output>
  );
});

import { subgraphType } from '@core/graph/subgraph/inner-graph';
import { Menu } from '@mantine/core';
import { Group, Ungroup } from 'lucide-react';
import { t } from '../../text/text';
import classes from '../menu/menu.module.css';
import { makeSubgraphOfSelection, unpackSelection } from './subgraph-actions';

const icon = { size: 14 };

/** Of a node's menu: its selection into a subgraph, and a subgraph out into the graph. */
export function SubgraphItems({ type }: { readonly type: string }) {
  return (
    <>
      <Menu.Item
        leftSection={<Group {...icon} />}
        rightSection={<kbd className={classes.key}>Ctrl G</kbd>}
        onClick={makeSubgraphOfSelection}
      >
        {t.subgraph.make}
      </Menu.Item>
      {type === subgraphType && (
        <Menu.Item
          leftSection={<Ungroup {...icon} />}
          rightSection={<kbd className={classes.key}>Ctrl ⇧ G</kbd>}
          onClick={unpackSelection}
        >
          {t.subgraph.unpack}
        </Menu.Item>
      )}
    </>
  );
}

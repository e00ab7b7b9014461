import { disconnect } from '@core/graph/commands';
import { own } from '@core/graph/own';
import { Menu } from '@mantine/core';
import { catalog } from '@nodes';
import { CircleDot, Unplug, Workflow } from 'lucide-react';
import { useDocument } from '../../stores/document';
import { t } from '../../text/text';
import type { MenuRequest } from '../canvas-ui';
import { addReroute } from '../wires/add-reroute';
import classes from './menu.module.css';

const icon = { size: 14 };

/** What can be done with a wire. */
export function WireItems({ wire, place }: { readonly wire: string } & Pick<MenuRequest, 'place'>) {
  const remove = () => {
    const { doc, apply } = useDocument.getState();
    const edit = disconnect({ doc, catalog, edges: [wire] });
    if (edit) apply(edit);
  };
  const selectEnds = () => {
    const { doc, select } = useDocument.getState();
    const edge = own(doc.edges, wire);
    if (edge) select([edge.from.node, edge.to.node], [wire]);
  };
  return (
    <>
      <Menu.Item leftSection={<CircleDot {...icon} />} onClick={() => addReroute(wire, place)}>
        {t.wires.addReroute}
      </Menu.Item>
      <Menu.Item leftSection={<Workflow {...icon} />} onClick={selectEnds}>
        {t.wires.selectEnds}
      </Menu.Item>
      <Menu.Item
        color="var(--danger)"
        leftSection={<Unplug {...icon} />}
        rightSection={<kbd className={classes.key}>Del</kbd>}
        onClick={remove}
      >
        {t.wires.removeWire}
      </Menu.Item>
    </>
  );
}

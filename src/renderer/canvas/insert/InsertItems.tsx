import { Menu } from '@mantine/core';
import { Replace, Unplug, Waypoints } from 'lucide-react';
import { useDocument } from '../../stores/document';
import { t } from '../../text/text';
import { removeSelection } from '../actions/edit-actions';
import { type MenuRequest, openPalette, pickConditioning } from '../canvas-ui';
import classes from '../menu/menu.module.css';
import { isConditionable } from './insert-actions';

const icon = { size: 14 };

/** Of a node's menu: what takes its place, what conditions it, and deleting it without a bridge. */
export function InsertItems({
  request,
  node,
}: {
  readonly request: MenuRequest;
  readonly node: string;
}) {
  const count = useDocument((state) => state.selectedNodes.size);
  const { at, place, port } = request;
  // A click on another port than one for conditioning means the node.
  const clicked = { node, port };
  const to = port !== undefined && isConditionable(clicked) ? clicked : { node };
  return (
    <>
      <Menu.Item
        leftSection={<Unplug {...icon} />}
        rightSection={<kbd className={classes.key}>Ctrl Del</kbd>}
        onClick={() => removeSelection('delete', 'cut')}
      >
        {t.insert.deleteWithWires}
      </Menu.Item>
      {count < 2 && (
        <Menu.Item
          leftSection={<Replace {...icon} />}
          onClick={() => openPalette({ at, place, replace: node })}
        >
          {t.insert.replaceWith}
        </Menu.Item>
      )}
      {count < 2 && isConditionable(to) && (
        <Menu.Item
          leftSection={<Waypoints {...icon} />}
          onClick={() => pickConditioning({ at, to })}
        >
          {t.insert.conditioning}
        </Menu.Item>
      )}
    </>
  );
}

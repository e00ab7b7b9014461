import type { ArrangeCommand } from '@core/graph/arrange';
import { own } from '@core/graph/own';
import { Menu } from '@mantine/core';
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalSpaceBetween,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceBetween,
  ChevronsDownUp,
  ChevronsUpDown,
  LayoutDashboard,
  type LucideIcon,
  Network,
  Pin,
  PinOff,
} from 'lucide-react';
import { useDocument } from '../../stores/document';
import type { CanvasActions } from '../../stores/types';
import { t } from '../../text/text';
import { canCollapse } from '../arrange/arrange-actions';
import classes from './menu.module.css';

const icon = { size: 14 };

type Entry = readonly [Exclude<ArrangeCommand, 'pin' | 'collapse'>, LucideIcon, string];

const aligning: readonly Entry[] = [
  ['alignLeft', AlignStartVertical, 'Ctrl ⇧ ←'],
  ['alignCentre', AlignCenterVertical, 'Ctrl ⇧ K'],
  ['alignRight', AlignEndVertical, 'Ctrl ⇧ →'],
  ['alignTop', AlignStartHorizontal, 'Ctrl ⇧ ↑'],
  ['alignMiddle', AlignCenterHorizontal, 'Ctrl ⇧ M'],
  ['alignBottom', AlignEndHorizontal, 'Ctrl ⇧ ↓'],
];
const distributing: readonly Entry[] = [
  ['distributeAcross', AlignHorizontalSpaceBetween, 'Ctrl ⇧ H'],
  ['distributeDown', AlignVerticalSpaceBetween, 'Ctrl ⇧ J'],
];

interface Props {
  readonly id: string;
  readonly actions: CanvasActions;
}

/** Pin and collapse, and for several nodes the ways to line them up. */
export function ArrangeItems({ id, actions }: Props) {
  const count = useDocument((state) => state.selectedNodes.size);
  const type = useDocument((state) => own(state.doc.nodes, id)?.type ?? '');
  const pinned = useDocument((state) => own(state.doc.nodes, id)?.pinned === true);
  const collapsed = useDocument((state) => own(state.doc.nodes, id)?.collapsed === true);
  const Fold = collapsed ? ChevronsUpDown : ChevronsDownUp;
  const PinIcon = pinned ? PinOff : Pin;
  return (
    <>
      {canCollapse(type) && (
        <Menu.Item
          leftSection={<Fold {...icon} />}
          rightSection={<kbd className={classes.key}>C</kbd>}
          onClick={() => actions.arrange('collapse')}
        >
          {collapsed ? t.arrange.expand : t.arrange.collapse}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<PinIcon {...icon} />}
        rightSection={<kbd className={classes.key}>P</kbd>}
        onClick={() => actions.arrange('pin')}
      >
        {pinned ? t.arrange.unpin : t.arrange.pin}
      </Menu.Item>
      {count > 1 && (
        <Menu.Sub>
          <Menu.Sub.Target>
            <Menu.Sub.Item leftSection={<LayoutDashboard {...icon} />}>
              {t.arrange.menu}
            </Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown>
            {aligning.map((entry) => item(entry, actions))}
            <Menu.Divider />
            {count > 2 && distributing.map((entry) => item(entry, actions))}
            {count > 2 && <Menu.Divider />}
            <LayOutItem actions={actions} />
          </Menu.Sub.Dropdown>
        </Menu.Sub>
      )}
    </>
  );
}

const item = ([command, Icon, key]: Entry, actions: CanvasActions) => (
  <Menu.Item
    key={command}
    leftSection={<Icon {...icon} />}
    rightSection={<kbd className={classes.key}>{key}</kbd>}
    onClick={() => actions.arrange(command)}
  >
    {t.arrange[command]}
  </Menu.Item>
);

/** Of the selection where it is of several nodes, else of the graph. */
export function LayOutItem({ actions }: Pick<Props, 'actions'>) {
  const several = useDocument((state) => state.selectedNodes.size > 1);
  return (
    <Menu.Item
      leftSection={<Network {...icon} />}
      rightSection={<kbd className={classes.key}>Ctrl ⇧ L</kbd>}
      onClick={() => actions.arrange('layOut')}
    >
      {several ? t.arrange.layOutSelection : t.arrange.layOut}
    </Menu.Item>
  );
}

import { own } from '@core/graph/own';
import { subgraphType } from '@core/graph/subgraph/inner-graph';
import { Menu } from '@mantine/core';
import { catalog } from '@nodes';
import {
  CircleHelp,
  ClipboardPaste,
  Copy,
  Frame,
  Maximize,
  Pencil,
  Play,
  Plus,
  Trash2,
  Ungroup,
} from 'lucide-react';
import { useDocument } from '../../stores/document';
import { useRun } from '../../stores/run';
import type { CanvasActions } from '../../stores/types';
import { t } from '../../text/text';
import {
  duplicateSelection,
  frameSelection,
  pasteAt,
  removeSelection,
  unfold,
} from '../actions/edit-actions';
import {
  type MenuRequest,
  openMenu,
  openPalette,
  rename,
  showHelp,
  useCanvasUi,
} from '../canvas-ui';
import { InsertItems } from '../insert/InsertItems';
import { SubgraphItems } from '../subgraph/SubgraphItems';
import { ArrangeItems, LayOutItem } from './ArrangeItems';
import classes from './menu.module.css';
import { WireItems } from './WireItems';

const icon = { size: 14 };

/** The menu of the right mouse button, on a node or on empty canvas. */
export function CanvasMenu({ actions }: { readonly actions: CanvasActions }) {
  const request = useCanvasUi((state) => state.menu);
  if (!request) return null;
  return (
    <Menu
      opened
      onClose={() => openMenu(null)}
      position="bottom-start"
      offset={2}
      shadow="md"
      width={220}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <button
          type="button"
          className={classes.anchor}
          style={{ left: request.at.x, top: request.at.y }}
          tabIndex={-1}
          aria-label={t.look.menu}
        />
      </Menu.Target>
      <Menu.Dropdown>
        {request.wire !== undefined ? (
          <WireItems wire={request.wire} place={request.place} />
        ) : request.node === undefined ? (
          <PaneItems request={request} actions={actions} />
        ) : (
          <NodeItems id={request.node} request={request} actions={actions} />
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function NodeItems({
  id,
  request,
  actions,
}: {
  readonly id: string;
  readonly request: MenuRequest;
  readonly actions: CanvasActions;
}) {
  const type = useDocument((state) => own(state.doc.nodes, id)?.type ?? '');
  const count = useDocument((state) => state.selectedNodes.size);
  const definition = catalog.get(type);
  const several = count > 1 ? ` ${count} nodes` : '';
  return (
    <>
      {count < 2 && (
        <Menu.Item
          leftSection={<Pencil {...icon} />}
          rightSection={<kbd className={classes.key}>F2</kbd>}
          onClick={() => rename(id)}
        >
          Rename
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<Copy {...icon} />}
        rightSection={<kbd className={classes.key}>Ctrl D</kbd>}
        onClick={duplicateSelection}
      >
        Duplicate{several}
      </Menu.Item>
      <Menu.Item
        color="var(--danger)"
        leftSection={<Trash2 {...icon} />}
        rightSection={<kbd className={classes.key}>Del</kbd>}
        onClick={() => removeSelection()}
      >
        Delete{several}
      </Menu.Item>
      <InsertItems request={request} node={id} />
      <Menu.Item leftSection={<Frame {...icon} />} onClick={frameSelection}>
        Frame the selection
      </Menu.Item>
      <ArrangeItems id={id} actions={actions} />
      {(definition?.execute || type === subgraphType) && (
        <>
          <Menu.Divider />
          <Menu.Item
            leftSection={<Play {...icon} />}
            rightSection={<kbd className={classes.key}>Shift ↵</kbd>}
            onClick={() => void useRun.getState().start([id])}
          >
            Run to here
          </Menu.Item>
        </>
      )}
      <SubgraphItems type={type} />
      {type === 'denoise' && (
        <Menu.Item leftSection={<Ungroup {...icon} />} onClick={() => actions.show(unfold(id))}>
          Unfold into a zone
        </Menu.Item>
      )}
      {definition && (
        <>
          <Menu.Divider />
          <Menu.Item leftSection={<CircleHelp {...icon} />} onClick={() => showHelp(type)}>
            What it does
          </Menu.Item>
        </>
      )}
    </>
  );
}

function PaneItems({
  request,
  actions,
}: {
  readonly request: MenuRequest;
  readonly actions: CanvasActions;
}) {
  const { at, place } = request;
  return (
    <>
      <Menu.Item
        leftSection={<Plus {...icon} />}
        rightSection={<kbd className={classes.key}>Tab</kbd>}
        onClick={() => openPalette({ at, place })}
      >
        Add a node…
      </Menu.Item>
      <Menu.Item
        leftSection={<ClipboardPaste {...icon} />}
        rightSection={<kbd className={classes.key}>Ctrl V</kbd>}
        onClick={() => void pasteAt(place)}
      >
        Paste here
      </Menu.Item>
      <Menu.Item
        leftSection={<Maximize {...icon} />}
        rightSection={<kbd className={classes.key}>F</kbd>}
        onClick={actions.fit}
      >
        Fit the graph
      </Menu.Item>
      <LayOutItem actions={actions} />
    </>
  );
}

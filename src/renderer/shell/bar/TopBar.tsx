import { Button, Tooltip } from '@mantine/core';
import {
  FilePlus2,
  FolderOpen,
  LayoutTemplate,
  PanelRight,
  Redo2,
  Save,
  Settings,
  Undo2,
} from 'lucide-react';
import { useDocument } from '../../stores/document';
import { useUi } from '../../stores/ui';
import { IconButton } from '../IconButton';
import { runMenuCommand } from '../menu-commands';
import { shortcut } from '../shortcut';
import { AppMark } from './AppMark';
import { PlanSummary } from './PlanSummary';
import { ProviderBadge } from './ProviderBadge';
import { RunButton } from './RunButton';
import { ThemeButton } from './ThemeButton';
import classes from './TopBar.module.css';

export function TopBar() {
  const panelOpen = useUi((state) => state.rightPanelOpen);
  const togglePanel = useUi((state) => state.toggleRightPanel);
  return (
    <header className={classes.bar}>
      <AppMark />
      <div className={classes.group}>
        <IconButton
          icon={FilePlus2}
          label="New graph"
          keys={shortcut('Ctrl+N')}
          onClick={() => runMenuCommand('new')}
        />
        <IconButton
          icon={FolderOpen}
          label="Open a graph"
          keys={shortcut('Ctrl+O')}
          onClick={() => runMenuCommand('open')}
        />
        <IconButton
          icon={Save}
          label="Save"
          keys={shortcut('Ctrl+S')}
          onClick={() => runMenuCommand('save')}
        />
        <Button
          variant="subtle"
          color="gray"
          leftSection={<LayoutTemplate size={15} strokeWidth={1.75} aria-hidden />}
          onClick={() => runMenuCommand('templates')}
          data-testid="open-templates"
          aria-label="Templates"
        >
          <span className={classes.wide}>Templates</span>
        </Button>
      </div>
      <div className={classes.group}>
        <UndoRedo />
      </div>
      <DocumentTitle />
      <div className={classes.end}>
        <ProviderBadge />
        <PlanSummary />
        <RunButton />
        <div className={classes.group}>
          <ThemeButton />
          <IconButton
            icon={Settings}
            label="Settings"
            keys={shortcut('Ctrl+,')}
            testId="open-settings"
            onClick={() => runMenuCommand('settings')}
          />
          <IconButton
            icon={PanelRight}
            label={panelOpen ? 'Hide the panel' : 'Show the panel'}
            active={panelOpen}
            onClick={togglePanel}
          />
        </div>
      </div>
    </header>
  );
}

function UndoRedo() {
  const undoLabel = useDocument((state) => state.undoLabel);
  const redoLabel = useDocument((state) => state.redoLabel);
  return (
    <>
      <IconButton
        icon={Undo2}
        label={undoLabel ? `Undo: ${undoLabel}` : 'Nothing to undo'}
        keys={shortcut('Ctrl+Z')}
        disabled={undoLabel === null}
        testId="undo"
        onClick={() => useDocument.getState().undo()}
      />
      <IconButton
        icon={Redo2}
        label={redoLabel ? `Redo: ${redoLabel}` : 'Nothing to redo'}
        keys={shortcut('Ctrl+Shift+Z')}
        disabled={redoLabel === null}
        testId="redo"
        onClick={() => useDocument.getState().redo()}
      />
    </>
  );
}

function DocumentTitle() {
  const name = useDocument((state) => state.name);
  const path = useDocument((state) => state.path);
  const dirty = useDocument((state) => state.dirty);
  return (
    <Tooltip label={`${path ?? 'Not saved to a file yet'}${dirty ? '. Has unsaved changes' : ''}`}>
      <div className={classes.title}>
        <h1 className={classes.name} data-testid="doc-title" data-dirty={dirty}>
          {name}
        </h1>
        {dirty && <span className={classes.dot} role="img" aria-label="Unsaved changes" />}
      </div>
    </Tooltip>
  );
}

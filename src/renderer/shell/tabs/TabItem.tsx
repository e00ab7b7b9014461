import { Loader, Tooltip } from '@mantine/core';
import { X } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { closeTab } from '../../stores/close-tabs';
import { useDocument } from '../../stores/document';
import { useRun } from '../../stores/run';
import { showTab, useTabs } from '../../stores/tabs';
import { t } from '../../text/text';
import classes from './TabStrip.module.css';

interface TabItemProps {
  readonly id: number;
  readonly shown: boolean;
  onKeyDown(event: KeyboardEvent, id: number): void;
  onDragStart(): void;
  onDragEnd(): void;
  onDragOver(event: DragEvent, id: number): void;
}

/** The shown document is in its own store, the others are parked. */
function useTabFacts(id: number, shown: boolean) {
  const facts = useDocument(
    useShallow(({ name, path, dirty }) => (shown ? { name, path, dirty } : null)),
  );
  const parked = useTabs((state) => state.parked.get(id));
  return facts ?? parked ?? { name: '', path: null, dirty: false };
}

export function TabItem({
  id,
  shown,
  onKeyDown,
  onDragStart,
  onDragEnd,
  onDragOver,
}: TabItemProps) {
  const { name, path, dirty } = useTabFacts(id, shown);
  const running = useRun((state) => state.status !== 'idle' && state.runDocumentId === id);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (shown) root.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shown]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the tab in it has keys for all of this
    <div
      ref={root}
      className={classes.tab}
      role="presentation"
      data-shown={shown}
      data-dirty={dirty}
      draggable
      onDragStart={onDragStart}
      onDragEnd={onDragEnd}
      onDragOver={(event) => onDragOver(event, id)}
      onDrop={(event) => event.preventDefault()}
      onAuxClick={({ button }) => button === 1 && void closeTab(id)}
    >
      <Tooltip label={path ?? t.tabs.notSavedYet} openDelay={600}>
        <button
          type="button"
          role="tab"
          className={classes.name}
          aria-selected={shown}
          aria-label={dirty ? t.tabs.unsaved(name) : name}
          aria-keyshortcuts="Delete"
          tabIndex={shown ? 0 : -1}
          data-testid={`tab-${name}`}
          onClick={() => showTab(id)}
          onKeyDown={(event) => onKeyDown(event, id)}
        >
          {running && <Loader size={11} role="img" aria-label={t.tabs.running} />}
          <span className={classes.text}>{name}</span>
        </button>
      </Tooltip>
      {/* Delete on the tab does the same: inside a list of tabs there is room for tabs only. */}
      <button
        type="button"
        className={classes.close}
        aria-hidden
        tabIndex={-1}
        title={t.tabs.close(name)}
        data-testid={`close-tab-${name}`}
        onClick={() => void closeTab(id)}
      >
        <span className={classes.dot} />
        <X className={classes.cross} size={13} aria-hidden />
      </button>
    </div>
  );
}

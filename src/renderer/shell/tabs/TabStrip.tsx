import { ActionIcon, Tooltip } from '@mantine/core';
import { Plus } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, useRef, type WheelEvent } from 'react';
import { closeTab } from '../../stores/close-tabs';
import { useDocument } from '../../stores/document';
import { newDocument } from '../../stores/files';
import { moveTab, useTabs } from '../../stores/tabs';
import { t } from '../../text/text';
import { shortcut } from '../shortcut';
import { TabItem } from './TabItem';
import classes from './TabStrip.module.css';
import { useTabKeys } from './use-tab-keys';

/** The open graphs, one tab each. */
export function TabStrip() {
  const order = useTabs((state) => state.order);
  const shown = useDocument((state) => state.documentId);
  const strip = useRef<HTMLDivElement>(null);
  const dragged = useRef<number | null>(null);
  useTabKeys();

  const onWheel = ({ deltaX, deltaY }: WheelEvent) => {
    strip.current?.scrollBy({ left: deltaX === 0 ? deltaY : deltaX });
  };
  /** Arrows walk, Enter and Space choose, Delete closes, with Ctrl and Shift the tab itself moves. */
  const onKeyDown = (event: KeyboardEvent, id: number) => {
    const index = order.indexOf(id);
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === 'Delete') void closeTab(id).then(() => focusShown(strip.current));
    else if (event.key === 'Home') focusTab(strip.current, 0);
    else if (event.key === 'End') focusTab(strip.current, order.length - 1);
    else if (step === undefined) return;
    else if (event.ctrlKey && event.shiftKey) {
      moveTab(id, Math.max(0, index + step));
      requestAnimationFrame(() => focusTab(strip.current, Math.max(0, index + step)));
    } else focusTab(strip.current, (index + step + order.length) % order.length);
    event.preventDefault();
  };
  const onDragOver = (event: DragEvent, id: number) => {
    if (dragged.current === null) return;
    event.preventDefault();
    if (dragged.current !== id) moveTab(dragged.current, order.indexOf(id));
  };

  return (
    <div className={classes.bar}>
      <div
        ref={strip}
        className={classes.strip}
        role="tablist"
        aria-label={t.tabs.list}
        onWheel={onWheel}
      >
        {order.map((id) => (
          <TabItem
            key={id}
            id={id}
            shown={id === shown}
            onKeyDown={onKeyDown}
            onDragStart={() => {
              dragged.current = id;
            }}
            onDragEnd={() => {
              dragged.current = null;
            }}
            onDragOver={onDragOver}
          />
        ))}
      </div>
      <Tooltip label={`${t.tabs.open} (${shortcut('Ctrl+T')})`}>
        <ActionIcon
          variant="subtle"
          aria-label={t.tabs.open}
          data-testid="new-tab"
          onClick={() => newDocument()}
        >
          <Plus size={15} strokeWidth={1.75} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

const tabsOf = (strip: HTMLElement | null) =>
  strip?.querySelectorAll<HTMLElement>('[role="tab"]') ?? [];

const focusTab = (strip: HTMLElement | null, index: number) => tabsOf(strip)[index]?.focus();

const focusShown = (strip: HTMLElement | null) =>
  strip?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();

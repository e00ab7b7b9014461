import type { NodeDefinition } from '@core/node-definition';
import { useDebouncedValue } from '@mantine/hooks';
import { catalog } from '@nodes';
import { Library, PanelLeftClose, Search } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { canvasSpace } from '../../canvas/insert/canvas-space';
import { addNodeAt } from '../../canvas/insert/insert-actions';
import { NodeFacts } from '../../canvas/palette/NodeFacts';
import { createRows } from '../../canvas/palette/palette-rows';
import { paletteItems } from '../../canvas/palette/rank-nodes';
import { useLibrary } from '../../stores/library';
import { t } from '../../text/text';
import { IconButton } from '../IconButton';
import { PanelHandle } from '../PanelHandle';
import classes from './Library.module.css';
import { LibraryRow } from './LibraryRow';
import { libraryWidths, setLibraryWidth, toggleLibrary, useLibraryPanel } from './library-panel';
import { useLibraryDrag } from './use-library-drag';

/** All nodes at the left: found by words, dragged or put in the middle, explained as one goes. */
export function LibraryPanel() {
  const { open, width } = useLibraryPanel();
  if (!open) {
    return (
      <button
        type="button"
        className={classes.opener}
        aria-label={t.library.show}
        title={t.library.show}
        data-testid="show-library"
        onClick={toggleLibrary}
      >
        <Library size={16} aria-hidden />
      </button>
    );
  }
  const style: CSSProperties & Record<'--panel-width', string> = { '--panel-width': `${width}px` };
  return (
    <aside
      className={classes.panel}
      style={style}
      aria-label={t.library.region}
      data-testid="library"
    >
      <div className={classes.head}>
        <h2>{t.library.title}</h2>
        <IconButton
          icon={PanelLeftClose}
          label={t.library.hide}
          testId="hide-library"
          onClick={toggleLibrary}
        />
      </div>
      <Nodes />
      <PanelHandle
        side="right"
        label={t.library.width}
        width={width}
        least={libraryWidths.least}
        most={libraryWidths.most}
        onResize={setLibraryWidth}
      />
    </aside>
  );
}

/** Milliseconds the pointer rests on a node before its help is shown. */
const rest = 180;

function Nodes() {
  const [query, setQuery] = useState('');
  const [pointed, setPointed] = useState<NodeDefinition | null>(null);
  const [shown] = useDebouncedValue(pointed, rest);
  const list = useRef<HTMLDivElement>(null);
  const recent = useLibrary((state) => state.settings.recentNodes);
  const rowsFor = useMemo(
    () => createRows({ catalog, items: paletteItems(catalog, undefined), recent, grouped: true }),
    [recent],
  );
  const rows = useMemo(() => rowsFor(query), [rowsFor, query]);
  const startDrag = useLibraryDrag();

  const add = (definition: NodeDefinition) => {
    const space = canvasSpace();
    if (!space) return;
    addNodeAt(definition, space.middle());
  };
  const focusRow = (index: number) => {
    const buttons = list.current?.querySelectorAll<HTMLElement>('button') ?? [];
    buttons[Math.max(0, Math.min(buttons.length - 1, index))]?.focus();
  };
  /** Arrow keys walk the list from the field as well; Escape in it forgets what was typed. */
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const index = event.target instanceof HTMLElement ? buttons.indexOf(event.target) : -1;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      focusRow(index + step);
    } else if (event.key === 'Escape') {
      setQuery('');
    } else if (event.key === 'Enter' && index < 0) {
      const [first] = rows;
      if (first) add(first.item.definition);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that bubble up from the field and the rows
    <div className={classes.body} onKeyDown={onKeyDown}>
      <label className={classes.search}>
        <Search size={14} aria-hidden />
        <input
          type="search"
          data-testid="library-search"
          aria-label={t.library.search}
          placeholder={t.library.placeholder}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      </label>
      <div ref={list} className={classes.list}>
        {rows.map((row) => (
          <LibraryRow key={row.id} row={row} onPoint={setPointed} onAdd={add} onDrag={startDrag} />
        ))}
        {rows.length === 0 && (
          <p className={classes.none} role="status">
            {t.library.noMatch(query)}
          </p>
        )}
      </div>
      <section className={classes.help} aria-live="polite" aria-label={t.palette.details}>
        {shown ? <NodeFacts definition={shown} /> : <p>{t.library.help}</p>}
      </section>
    </div>
  );
}

import { nodeTitle } from '@core/graph/node-title';
import { replacements } from '@core/graph/replace-node';
import { portKindTitle } from '@core/ports/port-kind-title';
import { useLocalStorage } from '@mantine/hooks';
import { catalog } from '@nodes';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useDocument } from '../../stores/document';
import { useLibrary } from '../../stores/library';
import { t } from '../../text/text';
import { openPalette, type PaletteRequest, useCanvasUi } from '../canvas-ui';
import { NodeFacts } from './NodeFacts';
import { PaletteLine } from './PaletteLine';
import classes from './palette.module.css';
import { createRows, type PaletteRow } from './palette-rows';
import { placeNode } from './place-node';
import { paletteItems } from './rank-nodes';

/** Pixels of the open palette, to keep it on the screen. */
const size = { list: 300, facts: 260, height: 400 };
const margin = 12;

/** Search for a node: by double click, Tab, Ctrl+K, a wire dropped on empty canvas, or to replace one. */
export function Palette() {
  const request = useCanvasUi((state) => state.palette);
  return request && createPortal(<OpenPalette request={request} />, document.body);
}

/** What can be chosen: all nodes, those a wire fits, or those that can take a node's place. */
function itemsFor({ wire, replace }: PaletteRequest) {
  if (replace === undefined) return paletteItems(catalog, wire);
  const { doc, analysis } = useDocument.getState();
  return replacements({ doc, catalog, analysis, id: replace }).map((replacement) => ({
    definition: replacement.definition,
    replacement,
  }));
}

/** What the field asks for before anything is typed. */
function placeholderFor({ wire, replace }: PaletteRequest): string {
  if (replace !== undefined)
    return t.palette.replaceWith(nodeTitle(useDocument.getState().doc, catalog, replace));
  if (!wire) return t.palette.placeholder;
  const kind = portKindTitle(wire.type.kind);
  return wire.direction === 'from-output' ? t.palette.whatTakes(kind) : t.palette.whatGives(kind);
}

const emptyText = ({ replace }: PaletteRequest): string =>
  replace === undefined ? t.palette.noneForWire : t.palette.noneForNode;

function OpenPalette({ request }: { readonly request: PaletteRequest }) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const [showsFacts, setShowsFacts] = useLocalStorage({
    key: 'palette-details',
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const list = useRef<HTMLDivElement>(null);
  const grouped = !request.wire && request.replace === undefined;
  const items = useMemo(() => itemsFor(request), [request]);
  const recent = useLibrary((state) => state.settings.recentNodes);
  const rowsFor = useMemo(
    () => createRows({ catalog, items, recent, grouped }),
    [items, recent, grouped],
  );
  const rows = useMemo(() => rowsFor(query), [rowsFor, query]);
  const chosen = rows[active];
  const before = useRef(document.activeElement);

  const close = () => {
    openPalette(null);
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
  };
  const pick = (row: PaletteRow | undefined) => {
    if (!row) return;
    close();
    placeNode(row.item, request);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the active row may change with the list
  useLayoutEffect(() => {
    list.current?.querySelector('[data-active="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active, query]);
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (!(event.target instanceof Element) || !event.target.closest('[data-testid="palette"]'))
        openPalette(null);
    };
    window.addEventListener('pointerdown', outside, true);
    return () => window.removeEventListener('pointerdown', outside, true);
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const last = rows.length - 1;
    const to = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 8,
      PageUp: active - 8,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      setActive(Math.max(0, Math.min(last, to)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      pick(chosen);
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      close();
    } else if (event.key.toLowerCase() === 'i' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      setShowsFacts((shows) => !shows);
    }
  };

  const width = size.list + (showsFacts ? size.facts : 0);
  const left = Math.max(margin, Math.min(request.at.x, window.innerWidth - width - margin));
  const top = Math.max(margin, Math.min(request.at.y, window.innerHeight - size.height - margin));
  return (
    <div
      className={classes.palette}
      data-testid="palette"
      role="dialog"
      aria-label={request.replace === undefined ? t.palette.addNode : t.palette.replaceNode}
      style={{ left, top, width, height: size.height }}
    >
      <div className={classes.search}>
        <Search size={15} aria-hidden />
        <input
          // biome-ignore lint/a11y/noAutofocus: the palette opens on the user's own gesture, to type at once
          autoFocus
          data-testid="palette-input"
          role="combobox"
          aria-expanded
          aria-controls="palette-list"
          aria-activedescendant={chosen?.id}
          aria-label={t.palette.search}
          placeholder={placeholderFor(request)}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        {!grouped && <span className={classes.filter}>{t.palette.onlyWhatFits}</span>}
      </div>
      <div className={classes.columns} data-facts={showsFacts}>
        <div
          ref={list}
          id="palette-list"
          role="listbox"
          aria-label={t.palette.list}
          className={classes.list}
        >
          {rows.map((row, index) => (
            <PaletteLine
              key={row.id}
              row={row}
              active={index === active}
              onPoint={() => setActive(index)}
              onPick={() => pick(row)}
            />
          ))}
        </div>
        {rows.length === 0 && (
          <div className={classes.none} role="status">
            {items.length === 0 ? emptyText(request) : t.palette.noMatch(query)}
          </div>
        )}
        {showsFacts && chosen && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by key
          <aside className={classes.doc} tabIndex={0} aria-label={t.palette.details}>
            <NodeFacts {...chosen.item} />
          </aside>
        )}
      </div>
      <div className={classes.foot}>
        <span>{t.palette.keysMove}</span>
        <span>{request.replace === undefined ? t.palette.keysAdd : t.palette.keysReplace}</span>
        <button
          type="button"
          aria-pressed={showsFacts}
          title="Ctrl+I"
          onClick={() => setShowsFacts((shows) => !shows)}
        >
          {t.palette.details}
        </button>
      </div>
    </div>
  );
}

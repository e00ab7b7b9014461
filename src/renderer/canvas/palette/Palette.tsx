import { own } from '@core/graph/own';
import { inputPort, portsOf } from '@core/graph/ports-of';
import { categoryTitles } from '@core/node-definition';
import { portKindTitle } from '@core/ports/port-kind-title';
import { catalog } from '@nodes';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { openPalette, type PaletteRequest, useCanvasUi } from '../canvas-ui';
import { categoryIcons } from '../nodes/category-icons';
import classes from './palette.module.css';
import { placeNode } from './place-node';
import { createNodeSearch, type PaletteItem, paletteItems } from './rank-nodes';

/** Pixels of the open palette, to keep it on the screen. */
const size = { width: 520, height: 380 };
const margin = 12;

/** Search for a node: by double click, Tab, or a wire dropped on empty canvas. */
export function Palette() {
  const request = useCanvasUi((state) => state.palette);
  return request && createPortal(<OpenPalette request={request} />, document.body);
}

function OpenPalette({ request }: { readonly request: PaletteRequest }) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const items = useMemo(() => paletteItems(catalog, request.wire), [request.wire]);
  const search = useMemo(() => createNodeSearch(items), [items]);
  const shown = search(query);
  const chosen = shown[active];
  const before = useRef(document.activeElement);

  const close = () => {
    openPalette(null);
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
  };
  const pick = (item: PaletteItem | undefined) => {
    if (!item) return;
    close();
    placeNode(item, request);
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
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (move !== undefined) {
      event.preventDefault();
      setActive((index) => Math.max(0, Math.min(shown.length - 1, index + move)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      pick(chosen);
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      close();
    }
  };

  const left = Math.max(margin, Math.min(request.at.x, window.innerWidth - size.width - margin));
  const top = Math.max(margin, Math.min(request.at.y, window.innerHeight - size.height - margin));
  return (
    <div
      className={classes.palette}
      data-testid="palette"
      role="dialog"
      aria-label="Add a node"
      style={{ left, top, width: size.width, height: size.height }}
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
          aria-activedescendant={chosen ? `palette-${chosen.definition.type}` : undefined}
          aria-label="Search nodes"
          placeholder={
            request.wire
              ? `What takes this ${portKindTitle(request.wire.type.kind)}?`
              : 'Add a node…'
          }
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        {request.wire && <span className={classes.filter}>only what fits</span>}
      </div>
      <div className={classes.columns}>
        <div
          ref={list}
          id="palette-list"
          role="listbox"
          aria-label="Nodes"
          className={classes.list}
        >
          {shown.map((item, index) => (
            <Row
              key={item.definition.type}
              item={item}
              active={index === active}
              heading={
                query === '' &&
                !request.wire &&
                item.definition.category !== shown[index - 1]?.definition.category
              }
              onPoint={() => setActive(index)}
              onPick={() => pick(item)}
            />
          ))}
          {shown.length === 0 && (
            <div className={classes.none}>
              {items.length === 0 ? 'No node takes this wire.' : `No node matches “${query}”.`}
            </div>
          )}
        </div>
        {chosen && <Doc item={chosen} />}
      </div>
    </div>
  );
}

interface RowProps {
  readonly item: PaletteItem;
  readonly active: boolean;
  readonly heading: boolean;
  readonly onPoint: () => void;
  readonly onPick: () => void;
}

function Row({ item: { definition }, active, heading, onPoint, onPick }: RowProps) {
  const Icon = categoryIcons[definition.category];
  return (
    <>
      {heading && <div className={classes.heading}>{categoryTitles[definition.category]}</div>}
      <button
        type="button"
        id={`palette-${definition.type}`}
        role="option"
        tabIndex={-1}
        aria-selected={active}
        data-active={active}
        className={classes.row}
        onPointerMove={(event) => {
          // A list that changes below a resting pointer sends moves of no length: typing leads then.
          if (event.movementX !== 0 || event.movementY !== 0) onPoint();
        }}
        onClick={onPick}
      >
        <Icon size={14} style={{ color: `var(--category-${definition.category})` }} aria-hidden />
        {definition.title}
      </button>
    </>
  );
}

function Doc({ item: { definition, port } }: { readonly item: PaletteItem }) {
  const labels = (ports: Readonly<Record<string, { readonly label: string }>>) =>
    Object.values(ports)
      .map(({ label }) => label)
      .join(', ');
  const ports = portsOf(definition, {});
  const target =
    port === undefined
      ? undefined
      : (inputPort(definition, {}, port) ?? own(ports.outputs, port))?.label;
  return (
    <aside className={classes.doc}>
      <div className={classes.docTitle}>{definition.title}</div>
      <div className={classes.docCategory}>{categoryTitles[definition.category]}</div>
      <p>{definition.doc}</p>
      <dl>
        {Object.keys(ports.inputs).length > 0 && (
          <>
            <dt>Takes</dt>
            <dd>{labels(ports.inputs)}</dd>
          </>
        )}
        {Object.keys(ports.outputs).length > 0 && (
          <>
            <dt>Gives</dt>
            <dd>{labels(ports.outputs)}</dd>
          </>
        )}
        {target && (
          <>
            <dt>Wire to</dt>
            <dd>{target}</dd>
          </>
        )}
      </dl>
    </aside>
  );
}

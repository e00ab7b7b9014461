import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { type Option, rankOptions } from './rank-options';
import classes from './widgets.module.css';

/** Lists longer than this get a search field. */
const searchFrom = 8;
const margin = 8;
const maxHeight = 320;

interface Props {
  readonly anchor: HTMLElement;
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string;
  readonly empty?: string;
  readonly onPick: (value: string) => void;
  readonly onClose: () => void;
}

/**
 * The list of a select, picker or model picker. It is made when opened and not before: a graph of
 * hundreds of nodes would else carry thousands of hidden options.
 */
export function OptionPopup({ anchor, label, options, value, empty, onPick, onClose }: Props) {
  const [query, setQuery] = useState('');
  const shown = rankOptions(options, query);
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      options.findIndex((o) => o.value === value),
    ),
  );
  const popup = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const rect = anchor.getBoundingClientRect();
  const below = window.innerHeight - rect.bottom - margin;
  const above = rect.top - margin;
  const opensUp = below < Math.min(maxHeight, 180) && above > below;

  useLayoutEffect(() => {
    list.current?.querySelector('[data-active="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  useEffect(() => {
    const outside = (event: Event) => {
      if (event.target instanceof Node && popup.current?.contains(event.target)) return;
      onClose();
    };
    window.addEventListener('pointerdown', outside, true);
    window.addEventListener('wheel', outside, true);
    window.addEventListener('resize', onClose);
    return () => {
      window.removeEventListener('pointerdown', outside, true);
      window.removeEventListener('wheel', outside, true);
      window.removeEventListener('resize', onClose);
    };
  }, [onClose]);

  const pick = (option: Option | undefined) => {
    if (!option) return;
    onPick(option.value);
    onClose();
    anchor.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (move !== undefined) {
      event.preventDefault();
      setActive((index) => Math.min(shown.length - 1, Math.max(0, index + move)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      pick(shown[active]);
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      onClose();
      anchor.focus();
    }
  };

  return createPortal(
    <div
      ref={popup}
      className={`${classes.popup} nokey`}
      style={{
        left: Math.min(rect.left, window.innerWidth - Math.max(rect.width, 200) - margin),
        minWidth: Math.max(rect.width, 160),
        maxHeight: Math.min(maxHeight, opensUp ? above : below),
        ...(opensUp ? { bottom: window.innerHeight - rect.top + 3 } : { top: rect.bottom + 3 }),
      }}
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: the list opens on the user's own press and takes the keys
        autoFocus
        className={options.length > searchFrom ? classes.popupSearch : classes.popupKeys}
        placeholder="Search"
        aria-label={`Search ${label}`}
        role="combobox"
        aria-expanded
        aria-controls="option-popup-list"
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        id="option-popup-list"
        role="listbox"
        aria-label={label}
        className={classes.options}
      >
        {shown.map((option, index) => (
          <div key={option.value}>
            {option.group && option.group !== shown[index - 1]?.group && (
              <div className={classes.group}>{option.group}</div>
            )}
            <button
              type="button"
              role="option"
              tabIndex={-1}
              aria-selected={option.value === value}
              data-active={index === active}
              className={classes.option}
              onPointerMove={() => setActive(index)}
              onClick={() => pick(option)}
            >
              <span>{option.label}</span>
              {option.doc && <span className={classes.optionDoc}>{option.doc}</span>}
            </button>
          </div>
        ))}
        {shown.length === 0 && (
          <div className={classes.noOption}>
            {options.length === 0
              ? (empty ?? 'Nothing to choose from.')
              : `Nothing matches "${query}".`}
          </div>
        )}
      </div>
    </div>,
    document.body,
  );
}

import type { ConditioningSource } from '@core/graph/insert-conditioning/insert-conditioning';
import { nodeTitle } from '@core/graph/node-title';
import { SegmentedControl } from '@mantine/core';
import { catalog } from '@nodes';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useDocument } from '../../stores/document';
import { notifyError } from '../../stores/notify';
import type { CanvasActions } from '../../stores/types';
import { t } from '../../text/text';
import { type ConditioningRequest, pickConditioning, useCanvasUi } from '../canvas-ui';
import classes from './insert.module.css';
import { insertSource, listSources } from './insert-actions';

/** Pixels, to keep it on the screen. */
const size = { width: 320, height: 440 };
const margin = 12;

/** Chooses what a conditioning port is given; what the model does not have is listed with the reason. */
export function ConditioningPicker({ actions }: { readonly actions: CanvasActions }) {
  const request = useCanvasUi((state) => state.conditioning);
  return request && createPortal(<OpenPicker request={request} actions={actions} />, document.body);
}

const modes = ['join', 'switch'] as const;

function OpenPicker({
  request,
  actions,
}: {
  readonly request: ConditioningRequest;
  readonly actions: CanvasActions;
}) {
  const { to, at } = request;
  const [listed] = useState(() => listSources(to));
  const [mode, setMode] = useState<(typeof modes)[number]>('join');
  const panel = useRef<HTMLDivElement>(null);
  const title = useDocument(({ doc }) => nodeTitle(doc, catalog, to.node));

  useEffect(() => {
    if (!listed.ok) {
      notifyError(t.insert.none, listed.error);
      pickConditioning(null);
      return;
    }
    panel.current?.querySelector<HTMLElement>('[data-source]')?.focus();
    const outside = (event: PointerEvent) => {
      if (!(event.target instanceof Node) || !panel.current?.contains(event.target))
        pickConditioning(null);
    };
    window.addEventListener('pointerdown', outside, true);
    return () => window.removeEventListener('pointerdown', outside, true);
  }, [listed]);
  if (!listed.ok) return null;
  const { choices, wired, isNullSide } = listed.value;

  const pick = (source: ConditioningSource) => {
    pickConditioning(null);
    const ids = insertSource(to, source, mode);
    if (ids.length > 0) actions.show([...ids, to.node]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') pickConditioning(null);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || !(event.target instanceof HTMLElement)) return;
    const rows = [...(panel.current?.querySelectorAll<HTMLElement>('[data-source]') ?? [])];
    const index = rows.indexOf(event.target);
    if (index < 0) return;
    event.preventDefault();
    rows[Math.max(0, Math.min(rows.length - 1, index + step))]?.focus();
  };
  return (
    <div
      ref={panel}
      className={classes.picker}
      role="dialog"
      aria-label={t.insert.conditioning}
      data-testid="conditioning-picker"
      style={{
        left: Math.max(margin, Math.min(at.x, window.innerWidth - size.width - margin)),
        top: Math.max(margin, Math.min(at.y, window.innerHeight - size.height - margin)),
      }}
      onKeyDown={onKeyDown}
    >
      <div className={classes.pickerTitle}>{t.insert.heading(title)}</div>
      {wired > 0 && (
        <div className={classes.modes}>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={t.insert.mode}
            value={mode}
            onChange={(value) => setMode(modes.find((one) => one === value) ?? 'join')}
            data={[
              { value: 'join', label: isNullSide ? t.insert.instead : t.insert.join },
              { value: 'switch', label: t.insert.swap },
            ]}
          />
        </div>
      )}
      <div className={classes.sources}>
        {choices.map(({ source, refusal }) => (
          <button
            key={source}
            type="button"
            data-source={source}
            className={classes.source}
            aria-disabled={refusal !== undefined}
            onClick={() => !refusal && pick(source)}
          >
            {t.insert.sources[source].title}
            <div className={classes.sourceDoc}>
              {refusal
                ? [refusal.message, refusal.hint].filter(Boolean).join(' ')
                : t.insert.sources[source].doc}
            </div>
          </button>
        ))}
      </div>
    </div>
  );
}

import type { NumberParam } from '@core/node-params';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, memo, type PointerEvent, useRef } from 'react';
import { FieldMessage } from './FieldMessage';
import { formatNumber, type ScrubSpeed, scrub, stepBy } from './number-value';
import type { WidgetProps } from './types';
import { useGesture } from './use-gesture';
import { useNumberDraft } from './use-number-draft';
import classes from './widgets.module.css';

/** Pointer travel before a press is a drag and not a click to type. */
const dragThreshold = 3;

const speedOf = (event: { readonly shiftKey: boolean; readonly ctrlKey: boolean }): ScrubSpeed =>
  event.shiftKey ? 'fine' : event.ctrlKey ? 'coarse' : 'normal';

/** Drag to scrub (Shift fine, Ctrl coarse), click to type, arrow keys to step. */
export const NumberWidget = memo(function NumberWidget({
  node,
  name,
  spec,
  value,
  commit,
}: WidgetProps<NumberParam, number>) {
  const press = useRef<{ x: number; start: number; moved: boolean } | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const gesture = useGesture();

  const { draft, message, type, set, accept, discard } = useNumberDraft(value, spec, commit);
  const step = (ticks: number, speed: ScrubSpeed) => {
    set(stepBy(value, ticks, spec, speed), gesture.name());
  };

  const onPointerDown = (event: PointerEvent<HTMLInputElement>) => {
    if (event.button !== 0 || document.activeElement === input.current) return;
    // Focus waits for the release: a drag must not put the caret into the field.
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    press.current = { x: event.clientX, start: value, moved: false };
    gesture.begin();
  };
  const onPointerMove = (event: PointerEvent<HTMLInputElement>) => {
    const from = press.current;
    if (!from) return;
    const pixels = event.clientX - from.x;
    if (!from.moved && Math.abs(pixels) < dragThreshold) return;
    from.moved = true;
    set(scrub(from.start, pixels, spec, speedOf(event)), gesture.name());
  };
  const onPointerUp = () => {
    const from = press.current;
    press.current = null;
    if (from && !from.moved) {
      input.current?.focus();
      input.current?.select();
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      step(event.key === 'ArrowUp' ? 1 : -1, speedOf(event));
    }
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) input.current?.blur();
    if (event.key === 'Enter') accept();
    if (event.key === 'Escape') {
      discard();
      // The draft is dropped before blur would accept it.
      requestAnimationFrame(() => input.current?.blur());
    }
  };

  const filled =
    spec.slider && spec.min !== undefined && spec.max !== undefined
      ? { '--filled': `${((value - spec.min) / (spec.max - spec.min)) * 100}%` }
      : undefined;

  return (
    <div>
      <div
        className={classes.number}
        data-slider={spec.slider}
        style={filled as React.CSSProperties | undefined}
      >
        <button
          type="button"
          className={classes.stepper}
          tabIndex={-1}
          aria-label={`Less ${spec.label}`}
          onPointerEnter={gesture.begin}
          onClick={(e) => step(-1, speedOf(e))}
        >
          <ChevronLeft size={12} />
        </button>
        <input
          ref={input}
          className={classes.numberInput}
          inputMode="decimal"
          role="spinbutton"
          aria-label={spec.label}
          aria-valuenow={value}
          aria-valuemin={spec.min}
          aria-valuemax={spec.max}
          aria-invalid={message !== null}
          id={`param-${node}-${name}`}
          value={draft ?? formatNumber(value)}
          onFocus={gesture.begin}
          onChange={(event) => type(event.currentTarget.value)}
          onBlur={accept}
          onKeyDown={onKeyDown}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerUp}
          onPointerCancel={onPointerUp}
        />
        {spec.unit && <span className={classes.unit}>{spec.unit}</span>}
        <button
          type="button"
          className={classes.stepper}
          tabIndex={-1}
          aria-label={`More ${spec.label}`}
          onPointerEnter={gesture.begin}
          onClick={(e) => step(1, speedOf(e))}
        >
          <ChevronRight size={12} />
        </button>
      </div>
      <FieldMessage text={message} />
    </div>
  );
});

import type { Point } from '@core/graph/document';
import { Check, TriangleAlert, X } from 'lucide-react';
import type { HintText } from './hint-text';
import classes from './wires.module.css';

const icons = { good: Check, warning: TriangleAlert, bad: X };
/** Pixels between the pointer and the hint; hints nearer to the right edge than `room` open to the left. */
const offset = 16;
const room = 300;

/** What letting go would do, at the pointer. `at`: pixels from the canvas's corner. */
export function HintBox({ at, hint }: { readonly at: Point; readonly hint: HintText }) {
  const { tone, text, detail } = hint;
  const Icon = icons[tone];
  const flip = at.x > window.innerWidth - room ? 'translateX(calc(-100% - 32px))' : '';
  return (
    <div
      className={classes.hint}
      data-testid="connection-hint"
      data-tone={tone}
      role="status"
      style={{ transform: `translate(${at.x + offset}px, ${at.y + offset}px) ${flip}` }}
    >
      <Icon size={15} className={classes.hintIcon} />
      <div>
        <div>{text}</div>
        {detail && <div className={classes.hintDetail}>{detail}</div>}
      </div>
    </div>
  );
}

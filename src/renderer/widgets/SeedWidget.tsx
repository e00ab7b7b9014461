import type { SeedParam } from '@core/node-params';
import { Dice5 } from 'lucide-react';
import { memo, useState } from 'react';
import { clampNumber, parseNumber } from './number-value';
import type { WidgetProps } from './types';
import classes from './widgets.module.css';

const seedRange = { min: 0, max: Number.MAX_SAFE_INTEGER, integer: true };
/** Dice throw 32 bits: torch's CPU generator uses no more, and a short seed is easier to read out. */
const diceRange = 2 ** 32;

export const SeedWidget = memo(function SeedWidget({
  node,
  name,
  spec,
  value,
  commit,
}: WidgetProps<SeedParam, number>) {
  const [draft, setDraft] = useState<string | null>(null);
  const [message, setMessage] = useState<string | null>(null);
  const accept = () => {
    if (draft === null) return;
    setDraft(null);
    const parsed = parseNumber(draft, seedRange);
    if (!parsed.ok) return setMessage(parsed.message);
    const next = clampNumber(parsed.value, seedRange);
    setMessage(next.message ?? null);
    if (next.value !== value) commit(next.value);
  };
  return (
    <div>
      <div className={classes.withButton}>
        <input
          className={classes.field}
          inputMode="numeric"
          id={`param-${node}-${name}`}
          aria-label={spec.label}
          aria-invalid={message !== null}
          value={draft ?? String(value)}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={accept}
          onKeyDown={(event) => event.key === 'Enter' && accept()}
        />
        <button
          type="button"
          className={classes.iconButton}
          title="New random seed"
          aria-label={`New random ${spec.label}`}
          onClick={() => commit(Math.floor(Math.random() * diceRange))}
        >
          <Dice5 size={19} strokeWidth={1.75} />
        </button>
      </div>
      {message && (
        <div className={classes.message} role="status">
          {message}
        </div>
      )}
    </div>
  );
});

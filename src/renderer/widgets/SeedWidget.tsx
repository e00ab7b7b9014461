import type { SeedParam } from '@core/node-params';
import { Dice5 } from 'lucide-react';
import { memo } from 'react';
import { FieldMessage } from './FieldMessage';
import type { WidgetProps } from './types';
import { useNumberDraft } from './use-number-draft';
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
  const { draft, message, type, accept } = useNumberDraft(value, seedRange, commit);
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
          onChange={(event) => type(event.currentTarget.value)}
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
      <FieldMessage text={message} />
    </div>
  );
});

import { useState } from 'react';
import { type ClampedNumber, clampNumber, type NumberRange, parseNumber } from './number-value';

/** What is being typed into a number field, taken over when the field is left. */
export interface NumberDraft {
  /** Null while nothing is typed: the field shows the value. */
  readonly draft: string | null;
  /** What was wrong with the last text, or how it was brought into range. */
  readonly message: string | null;
  type(text: string): void;
  /** Takes a number over at once: a step, a scrub. Drops what was typed. */
  set(next: ClampedNumber, gesture?: string): void;
  /** Takes over what was typed, or says why not. */
  accept(): void;
  discard(): void;
}

export function useNumberDraft(
  value: number,
  range: NumberRange,
  commit: (value: number, gesture?: string) => void,
): NumberDraft {
  const [draft, type] = useState<string | null>(null);
  const [message, setMessage] = useState<string | null>(null);
  const set = (next: ClampedNumber, gesture?: string) => {
    type(null);
    setMessage(next.message ?? null);
    if (next.value !== value) commit(next.value, gesture);
  };
  return {
    draft,
    message,
    type,
    set,
    accept() {
      if (draft === null) return;
      const parsed = parseNumber(draft, range);
      if (parsed.ok) return set(clampNumber(parsed.value, range));
      type(null);
      setMessage(parsed.message);
    },
    discard() {
      type(null);
      setMessage(null);
    },
  };
}

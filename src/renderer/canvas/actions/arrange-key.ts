import type { ArrangeCommand } from '@core/graph/arrange';

const withControlAndShift: Readonly<Record<string, ArrangeCommand>> = {
  arrowleft: 'alignLeft',
  arrowright: 'alignRight',
  arrowup: 'alignTop',
  arrowdown: 'alignBottom',
  k: 'alignCentre',
  m: 'alignMiddle',
  h: 'distributeAcross',
  j: 'distributeDown',
  l: 'layOut',
};
const alone: Readonly<Record<string, ArrangeCommand>> = { c: 'collapse', p: 'pin' };

/** What a key does to the place and look of the selection; null: nothing of this. */
export function arrangeKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>,
): ArrangeCommand | null {
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) return (event.shiftKey && withControlAndShift[key]) || null;
  return event.shiftKey ? null : (alone[key] ?? null);
}

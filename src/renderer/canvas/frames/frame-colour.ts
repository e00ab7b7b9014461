import { frameColours } from '@core/graph/frames';

/** Grey stands in for a colour that this version does not know; the problem list names it. */
export const frameColour = (value: unknown): string =>
  frameColours.find((colour) => colour.value === value)?.value ?? 'grey';

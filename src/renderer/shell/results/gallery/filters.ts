import type { EntryKind } from '@core/history/records';

/** Which kinds of entries each choice of the filter shows. */
export const filterKinds = {
  results: ['image', 'compare', 'frames', 'plot', 'table', 'stack', 'tokens', 'text'],
  pictures: ['image'],
  series: ['compare', 'frames'],
  numbers: ['plot', 'table', 'stack'],
  texts: ['tokens', 'text'],
  none: ['none'],
} as const satisfies Readonly<Record<string, readonly EntryKind[]>>;

export type Filter = keyof typeof filterKinds;

const isFilter = (value: string): value is Filter => Object.hasOwn(filterKinds, value);

export const filters: readonly Filter[] = Object.keys(filterKinds).filter(isFilter);

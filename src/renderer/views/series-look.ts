/** How series are told apart: by colour, and by dashes and shape for who cannot tell the hues. */

/** Names in views.css, for both themes. */
const colourNames = [1, 2, 3, 4, 5, 6].map((n) => `--series-${n}`);
const dashes = ['none', '6 3', '2 3', '8 3 2 3', '12 4', '4 2'] as const;

/** Series of one name are one: the points of a line, say. By series, the place among the names. */
export function seriesPlaces(series: readonly { readonly label: string }[]): readonly number[] {
  const names = [...new Set(series.map(({ label }) => label))];
  return series.map(({ label }) => names.indexOf(label));
}

export const seriesColour = (index: number): string =>
  `var(${colourNames[index % colourNames.length]})`;

export const seriesDash = (index: number): string => dashes[index % dashes.length] ?? 'none';

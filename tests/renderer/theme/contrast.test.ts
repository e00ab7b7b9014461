import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Colour, contrast, createPalette, onGround, readVariables } from './css-colour';

const folder = 'src/renderer/theme';
const variables = readVariables(
  ...readdirSync(folder)
    .filter((file) => file.endsWith('.css'))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8')),
);
const named = (prefix: string) =>
  [...variables.keys()].filter((name) => name.startsWith(prefix)).map((name) => `var(${name})`);

const plain = ['canvas', 'panel', 'raised', 'inset'].map((name) => `var(--surface-${name})`);
const surfaces = [...plain, 'var(--surface-hover)'];
/** How node.module.css, frames.module.css and OptionPopup lay a colour under text. */
const headers = named('--category-').map(
  (category) => `color-mix(in srgb, ${category} 16%, var(--surface-raised))`,
);
const chosenOption = 'color-mix(in srgb, var(--accent) 14%, transparent)';
const frames = named('--frame-');

/** What is read, on what it is read on: 4.5:1 (WCAG 2.1 AA, 1.4.3). */
const texts: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    ['--text', '--text-muted', '--accent', '--danger', '--warning', '--success'].map(
      (name) => `var(${name})`,
    ),
    surfaces,
  ],
  [['var(--text-faint)'], plain],
  [['var(--text)', 'var(--text-muted)', 'var(--danger)', 'var(--accent)'], headers],
  [['var(--text)', 'var(--text-muted)', 'var(--accent)'], [chosenOption]],
  [['var(--text)', 'var(--accent)'], ['var(--accent-soft)']],
  [['var(--text)', 'var(--text-muted)', 'var(--danger)'], ['var(--danger-soft)']],
  [['var(--text)', 'var(--text-muted)', 'var(--warning)'], ['var(--warning-soft)']],
  [['#fff'], ['var(--accent-fill)']],
  [['var(--note-text)'], ['var(--note-bg)']],
  [['var(--zone-text)'], ['var(--zone-tint)']],
];

/** What one has to see to know it is there, or what it is: 3:1 (WCAG 2.1 AA, 1.4.11). */
const parts: readonly (readonly [readonly string[], readonly string[]])[] = [
  [['var(--accent)'], surfaces],

  [named('--port-'), ['var(--surface-raised)', 'var(--surface-canvas)']],
  [named('--category-'), headers],
  [named('--series-'), ['var(--surface-raised)', 'var(--surface-panel)', 'var(--surface-inset)']],
  [frames, ['var(--surface-canvas)']],
];

describe.each(['light', 'dark'] as const)('the %s theme', (scheme) => {
  const colour = createPalette(variables, scheme);
  const ground = (text: string): Colour => onGround(colour(text), colour('var(--surface-raised)'));
  const tooWeak = (pairs: typeof texts, least: number) =>
    pairs.flatMap(([inks, grounds]) =>
      inks.flatMap((ink) =>
        grounds.flatMap((under) => {
          const below = ground(under);
          const ratio = contrast(onGround(colour(ink), below), below);
          return ratio < least ? [`${ink} on ${under}: ${ratio.toFixed(2)}`] : [];
        }),
      ),
    );

  test('text can be read', () => expect(tooWeak(texts, 4.5)).toEqual([]));

  test('parts can be seen', () => expect(tooWeak(parts, 3)).toEqual([]));

  test('the title of a frame can be read on the frame', () => {
    const weak = frames.flatMap((frame) => {
      const below = onGround(
        colour(`color-mix(in srgb, ${frame} 9%, transparent)`),
        colour('var(--surface-canvas)'),
      );
      const ratio = contrast(colour(`color-mix(in srgb, ${frame} 65%, var(--text))`), below);
      return ratio < 4.5 ? [`${frame}: ${ratio.toFixed(2)}`] : [];
    });
    expect(weak).toEqual([]);
  });
});

test('the ratios are those of WCAG', () => {
  const colour = createPalette(new Map(), 'light');
  expect(contrast(colour('#fff'), colour('#000'))).toBeCloseTo(21, 5);
  // Grey #767676 on white is the lightest that passes 4.5.
  expect(contrast(colour('#767676'), colour('#ffffff'))).toBeCloseTo(4.54, 2);
  expect(contrast(colour('#777'), colour('#fff'))).toBeLessThan(4.5);
  // oklch(100% 0 0) is white, oklch(0% 0 0) black.
  expect(contrast(colour('oklch(100% 0 0)'), colour('oklch(0% 0 0)'))).toBeCloseTo(21, 3);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzyMatch } from '../../../../src/renderer/canvas/palette/fuzzy-match';

/** The text with what matched in brackets. */
function marked(query: string, text: string): string | null {
  const match = fuzzyMatch(query, text);
  if (!match) return null;
  let shown = '';
  let from = 0;
  for (const [start, end] of match.marks) {
    shown += `${text.slice(from, start)}[${text.slice(start, end)}]`;
    from = end;
  }
  return shown + text.slice(from);
}

describe('fuzzyMatch', () => {
  it.each([
    ['decode', 'Decode', '[Decode]'],
    ['vae dec', 'VAE Decode', '[VAE] [Dec]ode'],
    ['img-2-img', 'img2img', '[img2img]'],
    ['sampler', 'KSampler', 'K[Sampler]'],
    ['encode text', 'CLIP Text Encode', 'CLIP [Text] [Encode]'],
    ['cte', 'CLIP Text Encode', '[C]LIP [T]ext [E]ncode'],
    ['cafe', 'Café', '[Café]'],
    ['ode', 'Decode', 'Dec[ode]'],
    ['xyz', 'Decode', null],
    ['  ', 'Decode', null],
  ])('%s in %s', (query, text, expected) => expect(marked(query, text)).toBe(expected));

  it('puts the same before a beginning, a word, a part and initials', () => {
    const scores = ['Decode', 'Decoder', 'VAE Decode', 'Undecoded'].map(
      (text) => fuzzyMatch('decode', text)?.score ?? 0,
    );
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(new Set(scores).size).toBe(scores.length);
  });

  it('marks ranges in order, inside the text, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 40 }), (query, text) => {
        const match = fuzzyMatch(query, text);
        let from = 0;
        for (const [start, end] of match?.marks ?? []) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          from = end;
        }
      }),
    );
  });
});

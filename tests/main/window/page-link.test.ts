import { expect, it } from 'vitest';
import { createPageLink } from '../../../src/main/window/page-link';

it('keeps the last of each kind until the page listens, and again after a reload', () => {
  const page = createPageLink(() => undefined);
  const log: string[] = [];
  const note = (what: string) => () => {
    log.push(what);
  };
  page.whenListening('file', note('first file'));
  page.whenListening('file', note('second file'));
  page.whenListening('ready', note('ready'));
  expect(log).toEqual([]);
  page.listening();
  page.listening();
  expect(log).toEqual(['second file', 'ready']);
  page.whenListening('file', note('third file'));
  expect(log.at(-1)).toBe('third file');
  page.gone();
  page.whenListening('file', note('fourth file'));
  expect(log.at(-1)).toBe('third file');
  page.listening();
  expect(log.at(-1)).toBe('fourth file');
});

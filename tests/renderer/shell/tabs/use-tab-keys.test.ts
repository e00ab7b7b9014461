import { expect, it } from 'vitest';
import { tabKey } from '../../../../src/renderer/shell/tabs/use-tab-keys';

const key = (
  name: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>>,
) => tabKey({ key: name, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

it('knows the keys of tabs and leaves the others alone', () => {
  expect(key('t', { ctrlKey: true })).toBe('new');
  expect(key('W', { metaKey: true })).toBe('close');
  expect(key('Tab', { ctrlKey: true })).toBe('next');
  expect(key('Tab', { ctrlKey: true, shiftKey: true })).toBe('previous');
  for (const others of [
    key('t', {}),
    key('Tab', {}),
    key('Tab', { metaKey: true }),
    key('t', { ctrlKey: true, shiftKey: true }),
    key('w', { ctrlKey: true, altKey: true }),
  ])
    expect(others).toBeNull();
});

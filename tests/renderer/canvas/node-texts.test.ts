import { describe, expect, it } from 'vitest';
import { keyCommand } from '../../../src/renderer/canvas/actions/key-command';
import { portInfo } from '../../../src/renderer/canvas/nodes/port-info';
import { durationText, stateText } from '../../../src/renderer/canvas/nodes/state-text';
import { sameContent } from '../../../src/renderer/canvas/use-stable';
import { rankOptions } from '../../../src/renderer/widgets/rank-options';

describe('texts in a node', () => {
  it('does not say again what the label says', () => {
    expect(portInfo('Latent', 'latent 4×16×16')).toBe('4×16×16');
    expect(portInfo('Noise', 'noise 4×16×16')).toBe('4×16×16');
    expect(portInfo('Text', 'text')).toBeNull();
    expect(portInfo('Conditioning', 'cross-attention · 16 tokens of 192')).toBe(
      'cross-attention · 16 tokens of 192',
    );
  });

  it('gives times in units one reads at a glance', () => {
    expect([0.2, 4.23, 340.4, 2340, 65_000].map(durationText)).toEqual([
      '<1 ms',
      '4.2 ms',
      '340 ms',
      '2.3 s',
      '1 m 05 s',
    ]);
  });

  it('says the iteration of a running node, and nothing of an idle one', () => {
    expect(stateText({ state: 'running', iteration: 12, of: 25 })).toBe('12 / 25');
    expect(stateText({ state: 'running' })).toBe('running');
    expect(stateText({ state: 'idle', ms: 3 })).toBeNull();
    expect(stateText({ state: 'cached' })).toBe('cached');
  });
});

describe('keys of the canvas', () => {
  const key = (
    name: string,
    held: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey', boolean>> = {},
  ) =>
    keyCommand({
      key: name,
      ctrlKey: false,
      metaKey: false,
      shiftKey: false,
      altKey: false,
      ...held,
    });

  it('undo and redo, in both ways people know', () => {
    expect(key('z', { ctrlKey: true })).toBe('undo');
    expect(key('Z', { ctrlKey: true, shiftKey: true })).toBe('redo');
    expect(key('y', { ctrlKey: true })).toBe('redo');
    expect(key('v', { ctrlKey: true, shiftKey: true })).toBeNull();
  });

  it('arrows move, further with Shift', () => {
    expect(key('ArrowLeft')).toEqual({ nudge: { dx: -10, dy: 0 } });
    expect(key('ArrowDown', { shiftKey: true })).toEqual({ nudge: { dx: 0, dy: 100 } });
  });

  it('leaves Alt and Shift+Tab to the system', () => {
    expect(key('f', { altKey: true })).toBeNull();
    expect(key('Tab', { shiftKey: true })).toBeNull();
    expect(key('Tab')).toBe('palette');
  });
});

describe('option lists', () => {
  const options = [
    { value: 'food', label: 'food', group: 'category' },
    { value: 'seafood', label: 'seafood', group: 'category' },
    { value: 'noto', label: 'noto', group: 'style' },
  ];
  it('want every word, and put what starts with the text first', () => {
    expect(rankOptions([...options].reverse(), 'food').map((o) => o.value)).toEqual([
      'food',
      'seafood',
    ]);
    expect(rankOptions(options, 'style no').map((o) => o.value)).toEqual(['noto']);
    expect(rankOptions(options, ' ')).toBe(options);
  });
});

describe('stable selections', () => {
  it('compare by content, and see a missing key', () => {
    expect(sameContent({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] })).toBe(true);
    expect(sameContent({ a: undefined }, { b: undefined })).toBe(false);
    expect(sameContent([], {})).toBe(false);
    expect(sameContent({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  });
});

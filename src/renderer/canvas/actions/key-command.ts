import { type ArrangeCommand, gridStep } from '@core/graph/arrange';
import { arrangeKey } from './arrange-key';

export type KeyCommand =
  | 'undo'
  | 'redo'
  | 'copy'
  | 'cut'
  | 'paste'
  | 'duplicate'
  | 'selectAll'
  | 'delete'
  | 'deleteWithWires'
  | 'run'
  | 'runToHere'
  | 'fit'
  | 'zoomFull'
  | 'palette'
  | 'search'
  | 'rename'
  | 'makeSubgraph'
  | 'unpackSubgraph'
  | 'clear'
  | 'select'
  | { readonly arrange: ArrangeCommand }
  | { readonly nudge: { readonly dx: number; readonly dy: number } };

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const withControl: Readonly<Record<string, KeyCommand>> = {
  z: 'undo',
  y: 'redo',
  c: 'copy',
  x: 'cut',
  v: 'paste',
  d: 'duplicate',
  a: 'selectAll',
  k: 'search',
  g: 'makeSubgraph',
  delete: 'deleteWithWires',
  backspace: 'deleteWithWires',
};
const withControlAndShift: Readonly<Record<string, KeyCommand>> = {
  z: 'redo',
  g: 'unpackSubgraph',
};
const alone: Readonly<Record<string, KeyCommand>> = {
  Delete: 'delete',
  Backspace: 'delete',
  f: 'fit',
  F: 'fit',
  1: 'zoomFull',
  Tab: 'palette',
  F2: 'rename',
  Escape: 'clear',
  Enter: 'select',
  ' ': 'select',
};
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Canvas units an arrow key moves the selection; with Shift the second. */
const nudgeSteps = { plain: gridStep, shift: 10 * gridStep };

/** What a key does on the canvas; null: nothing of ours. Text fields are the caller's to leave out. */
export function keyCommand(event: Key): KeyCommand | null {
  if (event.altKey) return null;
  const arrange = arrangeKey(event);
  if (arrange) return { arrange };
  if (event.ctrlKey || event.metaKey) {
    if (event.key === 'Enter') return 'run';
    const commands = event.shiftKey ? withControlAndShift : withControl;
    return commands[event.key.toLowerCase()] ?? null;
  }
  const arrow = arrows[event.key];
  if (arrow) {
    const step = event.shiftKey ? nudgeSteps.shift : nudgeSteps.plain;
    return { nudge: { dx: arrow[0] * step, dy: arrow[1] * step } };
  }
  if (event.shiftKey && event.key === 'Enter') return 'runToHere';
  return event.shiftKey && event.key === 'Tab' ? null : (alone[event.key] ?? null);
}

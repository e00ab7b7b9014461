import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import { isEditingText } from '../../shell/text-editing';
import { useDocument } from '../../stores/document';
import { useRun } from '../../stores/run';
import type { CanvasActions } from '../../stores/types';
import { rename } from '../canvas-ui';
import { makeSubgraphOfSelection, unpackSelection } from '../subgraph/subgraph-actions';
import { chooseWire, nudgeSelection, removeSelection } from './edit-actions';
import { type KeyCommand, keyCommand } from './key-command';
import { pointerOnCanvas } from './pointer';
import { glide } from './use-canvas-actions';

/** The node that has the keyboard's focus itself, not a field inside it. */
const focusedNode = () =>
  document.activeElement?.matches('.react-flow__node')
    ? document.activeElement.getAttribute('data-id')
    : null;

/** Enter and Space belong to a button or switch that has the focus, Tab to whoever walks through the window. */
function perform(
  command: KeyCommand,
  actions: CanvasActions,
  zoomFull: () => void,
  shift: boolean,
): boolean {
  const { undo, redo, select, selectedNodes } = useDocument.getState();
  if (typeof command === 'object' && 'arrange' in command) {
    if (selectedNodes.size === 0 && command.arrange !== 'layOut') return false;
    actions.arrange(command.arrange);
    return true;
  }
  if (typeof command === 'object') {
    if (selectedNodes.size === 0) return false;
    nudgeSelection(command.nudge.dx, command.nudge.dy);
    return true;
  }
  switch (command) {
    case 'undo':
      undo();
      return true;
    case 'redo':
      redo();
      return true;
    case 'copy':
      actions.copy();
      return true;
    case 'cut':
      actions.cut();
      return true;
    case 'paste':
      actions.paste();
      return true;
    case 'duplicate':
      actions.duplicate();
      return true;
    case 'selectAll':
      actions.selectAll();
      return true;
    case 'delete':
      actions.deleteSelection();
      return true;
    case 'deleteWithWires':
      removeSelection('delete', 'cut');
      return true;
    case 'run':
      void useRun.getState().start();
      return true;
    case 'runToHere': {
      // A button inside a node keeps its own Enter.
      if (selectedNodes.size === 0 || document.activeElement?.matches('button')) return false;
      void useRun.getState().start([...selectedNodes]);
      return true;
    }
    case 'fit':
      actions.fit();
      return true;
    case 'zoomFull':
      zoomFull();
      return true;
    case 'search':
      actions.openPalette();
      return true;
    case 'palette':
      if (!pointerOnCanvas() || document.activeElement?.closest('.nokey')) return false;
      actions.openPalette();
      return true;
    case 'rename': {
      const [only] = selectedNodes;
      if (only === undefined || selectedNodes.size > 1) return false;
      rename(only);
      return true;
    }
    case 'makeSubgraph':
      makeSubgraphOfSelection();
      return true;
    case 'unpackSubgraph':
      unpackSelection();
      return true;
    case 'clear':
      select([]);
      return true;
    case 'select': {
      const node = focusedNode();
      if (node === null) return false;
      select(shift ? [...selectedNodes, node] : [node]);
      return true;
    }
  }
}

/** Meant for the graph wherever the focus is: after a click on Run, Ctrl+Z undoes the last edit. */
const everywhere: ReadonlySet<KeyCommand> = new Set<KeyCommand>(['undo', 'redo', 'run', 'search']);

/**
 * Keys of the canvas. All but a few act while the focus is in the canvas or nowhere: Delete in a
 * panel must not delete nodes. What is handled is stopped, so that the native menu does not do it
 * again.
 */
export function useCanvasKeys(canvas: RefObject<HTMLElement | null>, actions: CanvasActions): void {
  const { zoomTo } = useReactFlow();
  useEffect(() => {
    const zoomFull = () => void zoomTo(1, glide);
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const focused = document.activeElement;
      const isOurs = focused === document.body || canvas.current?.contains(focused) === true;
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const digit = plain && /^[1-9]$/.test(event.key) ? Number(event.key) : null;
      const command = keyCommand(event);
      const isFree = isOurs && !isEditingText() && !document.querySelector('[role="dialog"]');
      if (digit !== null && isFree && chooseWire(digit)) {
        event.preventDefault();
        return;
      }
      if (command === null || !(isOurs || everywhere.has(command))) return;
      if (isEditingText() && command !== 'run') return;
      if (document.querySelector('[role="dialog"]')) return;
      if (perform(command, actions, zoomFull, event.shiftKey)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [canvas, actions, zoomTo]);
}

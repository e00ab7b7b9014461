import type { Endpoint } from '@core/graph/document';
import type { Side } from '@core/graph/move-wires';
import { type RefObject, useEffect } from 'react';
import { useDocument } from '../../stores/document';
import { createMarks } from '../marks';
import { createBundleFit, takeBundle, tryBundle, useBundle } from './bundle';
import { markPorts } from './port-fit';

interface PortAt extends Endpoint {
  readonly side: Side;
}

/** The port at a place of the window, if there is one. */
function portAt(target: EventTarget | null): PortAt | null {
  const port =
    target instanceof Element ? target.closest<HTMLElement>('.react-flow__handle') : null;
  const { nodeid, handleid } = port?.dataset ?? {};
  if (!port || nodeid === undefined || handleid === undefined) return null;
  const side = port.classList.contains('source') ? 'output' : 'input';
  return { node: nodeid, port: handleid, side };
}

/**
 * Shift and a press on a port with several wires takes all of them; letting go over another port of
 * the same side moves them there, anywhere else leaves them. The press is taken before React Flow
 * sees it, which would begin a new wire.
 */
export function useBundleDrag(canvas: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = canvas.current;
    if (!root) return;
    const marks = createMarks(root, 'moving');
    let end: (() => void) | null = null;
    const begin = (event: MouseEvent) => {
      if (event.button !== 0 || !event.shiftKey || end) return;
      const from = portAt(event.target);
      const taken = from && takeBundle({ node: from.node, port: from.port }, from.side);
      if (!taken) return;
      event.preventDefault();
      event.stopPropagation();
      const follow = ({ clientX: x, clientY: y }: MouseEvent) => {
        const port = portAt(document.elementFromPoint(x, y));
        const over =
          port?.side === taken.side &&
          !(port.node === taken.from.node && port.port === taken.from.port)
            ? { node: port.node, port: port.port }
            : null;
        const before = useBundle.getState().bundle;
        const isSame = over?.node === before?.over?.node && over?.port === before?.over?.port;
        const answer = isSame && before ? before.answer : over && tryBundle(taken, over);
        useBundle.setState({ bundle: { ...taken, x, y, over, answer } });
      };
      const drop = () => {
        const answer = useBundle.getState().bundle?.answer;
        end?.();
        if (answer?.ok) useDocument.getState().apply(answer.value);
      };
      const onKey = (press: KeyboardEvent) => {
        if (press.key !== 'Escape') return;
        press.stopPropagation();
        end?.();
      };
      const unmark = markPorts(root, createBundleFit(taken));
      marks.set({ wires: new Map(taken.wires.map(({ id }) => [id, 'true'])) });
      end = () => {
        end = null;
        unmark();
        marks.set({});
        useBundle.setState({ bundle: null });
        window.removeEventListener('mousemove', follow);
        window.removeEventListener('mouseup', drop);
        window.removeEventListener('keydown', onKey, true);
      };
      window.addEventListener('mousemove', follow);
      window.addEventListener('mouseup', drop);
      window.addEventListener('keydown', onKey, true);
      follow(event);
    };
    root.addEventListener('mousedown', begin, true);
    return () => {
      root.removeEventListener('mousedown', begin, true);
      end?.();
      marks.dispose();
    };
  }, [canvas]);
}

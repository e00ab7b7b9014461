import { topologyOf } from '@core/graph/topology';
import { type RefObject, useEffect } from 'react';
import { useDocument } from '../../stores/document';
import { useRun } from '../../stores/run';
import { createMarks } from '../marks';

/** Wires that feed running nodes carry `data-flow`: their line moves. */
export function useFlowMarks(canvas: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (!canvas.current) return;
    const marks = createMarks(canvas.current, 'flow');
    let last = '';
    const follow = () => {
      const { doc } = useDocument.getState();
      const running = Object.entries(useRun.getState().nodes).flatMap(([id, { state }]) =>
        state === 'running' ? [id] : [],
      );
      const { into } = topologyOf(doc);
      const wires = running.flatMap((id) => into(id).map((wire) => wire.id));
      const key = wires.join(' ');
      if (key === last) return;
      last = key;
      marks.set({ wires: new Map(wires.map((id) => [id, 'true'])) });
    };
    const stop = useRun.subscribe((run, before) => {
      if (run.nodes !== before.nodes) follow();
    });
    return () => {
      stop();
      marks.dispose();
    };
  }, [canvas]);
}

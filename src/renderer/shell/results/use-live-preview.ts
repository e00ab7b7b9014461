import { useShallow } from 'zustand/react/shallow';
import { useRun } from '../../stores/run';

interface LivePreview {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly iteration: number;
  readonly of: number;
}

/** The picture of the node that is being iterated, if it has shown one in this run. */
export function useLivePreview(): LivePreview | null {
  return useRun(
    useShallow((state) => {
      if (state.status === 'idle') return null;
      for (const { state: at, preview, iteration, of } of Object.values(state.nodes)) {
        if (at !== 'running' || iteration === undefined || of === undefined) continue;
        if (preview?.kind !== 'image') continue;
        return { url: preview.url, width: preview.width, height: preview.height, iteration, of };
      }
      return null;
    }),
  );
}

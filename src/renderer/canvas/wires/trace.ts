import { dependenciesOf } from '@core/graph/dependencies';
import { frameType } from '@core/graph/frames';
import { type RefObject, useEffect } from 'react';
import { create } from 'zustand';
import { isEditingText } from '../../shell/text-editing';
import { useDocument } from '../../stores/document';
import { useLibrary } from '../../stores/library';
import { createMarks, type Marked } from '../marks';

interface Trace {
  readonly needs: number;
  readonly feeds: number;
}

/** How much is lit, for the legend; null while nothing is. */
export const useTrace = create<{ readonly trace: Trace | null }>()(() => ({ trace: null }));

/** Held down, it lights what the selection, or else the node under the pointer, needs and feeds. */
const traceKey = 'h';

/**
 * Lights what the selection depends on and what it feeds, and dims the rest: while `h` is held, or
 * always where the settings say so.
 */
export function useTraceMarks(canvas: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = canvas.current;
    if (!root) return;
    const marks = createMarks(root, 'trace');
    let held = false;
    const follow = () => {
      const { selectedNodes, selectedEdges } = useDocument.getState();
      const isOn = held || useLibrary.getState().settings.traceSelection;
      const hovered =
        held && selectedNodes.size + selectedEdges.size === 0 ? underPointer(root) : [];
      const lit = isOn ? litBy([...selectedNodes, ...hovered], selectedEdges) : null;
      marks.set(lit?.marked ?? {});
      root.toggleAttribute('data-tracing', lit !== null);
      useTrace.setState({ trace: lit?.trace ?? null });
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== traceKey || event.ctrlKey || event.metaKey || event.altKey)
        return;
      const now = event.type === 'keydown' && !isEditingText();
      if (now === held) return;
      held = now;
      follow();
    };
    const release = () => {
      if (!held) return;
      held = false;
      follow();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('keyup', onKey);
    window.addEventListener('blur', release);
    const stops = [
      useDocument.subscribe((now, before) => {
        const changed =
          now.selectedNodes !== before.selectedNodes ||
          now.selectedEdges !== before.selectedEdges ||
          now.doc.edges !== before.doc.edges;
        if (changed && (held || useLibrary.getState().settings.traceSelection)) follow();
      }),
      useLibrary.subscribe((now, before) => {
        if (now.settings.traceSelection !== before.settings.traceSelection) follow();
      }),
    ];
    follow();
    return () => {
      for (const stop of stops) stop();
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('keyup', onKey);
      window.removeEventListener('blur', release);
      marks.dispose();
      useTrace.setState({ trace: null });
    };
  }, [canvas]);
}

const underPointer = (root: HTMLElement) =>
  [...root.querySelectorAll<HTMLElement>('.react-flow__node:hover')].flatMap(
    ({ dataset }) => dataset.id ?? [],
  );

/** Null where nothing is asked for. */
function litBy(
  nodes: readonly string[],
  wires: ReadonlySet<string>,
): { readonly marked: Marked; readonly trace: Trace } | null {
  const { doc } = useDocument.getState();
  // What has no wires says nothing of the graph.
  const asked = nodes.filter((id) => !isBackground(doc.nodes[id]?.type));
  if (asked.length + wires.size === 0) return null;
  const { upstream, downstream, wiresIn, wiresOut } = dependenciesOf(doc, asked, wires);
  const all = (ids: Iterable<string>, value: string) => [...ids].map((id) => [id, value] as const);
  const background = Object.keys(doc.nodes).filter((id) => isBackground(doc.nodes[id]?.type));
  return {
    trace: { needs: upstream.size, feeds: downstream.size },
    marked: {
      nodes: new Map([
        ...all(background, 'background'),
        ...all(downstream, 'feeds'),
        ...all(upstream, 'needs'),
        ...all(asked, 'self'),
      ]),
      wires: new Map([...all(wiresOut, 'feeds'), ...all(wiresIn, 'needs'), ...all(wires, 'self')]),
    },
  };
}

const isBackground = (type: string | undefined) => type === frameType || type === 'note';

import type { AppError, Result } from '@core/errors';
import type { AddingEdit } from '@core/graph/add-node';
import type { Point } from '@core/graph/document';
import { type SpliceArgs, splice } from '@core/graph/splice';
import type { NodeDefinition } from '@core/node-definition';
import { catalog } from '@nodes';
import { create } from 'zustand';
import { useDocument } from '../../stores/document';
import { useLibrary } from '../../stores/library';

/** What hangs at the pointer while a node is dragged. */
export interface DropHint {
  /** Client pixels. */
  readonly at: Point;
  /** A node that is not in the graph yet: shown as a chip. */
  readonly definition?: NodeDefinition;
  /** Over a wire: whether the node goes into it, and why not. */
  readonly wire?: { readonly label: string } | { readonly refusal: AppError };
}

export const useDropHint = create<{ readonly hint: DropHint | null }>()(() => ({ hint: null }));

/** The wire at one of some points, client pixels; null where there is none. */
export function wireAt(points: readonly Point[]): string | null {
  for (const { x, y } of points) {
    for (const element of document.elementsFromPoint(x, y)) {
      const edge = element.closest('.react-flow__edge');
      const id = edge?.getAttribute('data-id');
      if (id) return id;
    }
  }
  return null;
}

/** Lights a wire by an attribute, so that nothing is rendered; null puts out all. */
function light(wire: string | null, fits: boolean): void {
  for (const lit of document.querySelectorAll('.react-flow__edge[data-splice]'))
    lit.removeAttribute('data-splice');
  if (wire === null) return;
  document
    .querySelector(`.react-flow__edge[data-id="${CSS.escape(wire)}"]`)
    ?.setAttribute('data-splice', fits ? 'fits' : 'refused');
}

export interface WireHover {
  readonly wire: string;
  readonly spliced: Result<AddingEdit>;
}

let last: { readonly wire: string; readonly key: string; readonly hover: WireHover } | null = null;

/** Whether a node goes into a wire; asked at each move of the pointer, worked out once a wire. */
export function hoverWire(wire: string | null, node: SpliceArgs['node']): WireHover | null {
  if (wire === null) {
    leaveWire();
    return null;
  }
  const key = typeof node === 'string' ? node : `new ${node.type}`;
  if (last?.wire === wire && last.key === key) return last.hover;
  const spliced = trySplice(wire, node);
  light(wire, spliced.ok);
  const hover = { wire, spliced };
  last = { wire, key, hover };
  return hover;
}

export function trySplice(wire: string, node: SpliceArgs['node']): Result<AddingEdit> {
  const { doc } = useDocument.getState();
  return splice({ doc, catalog, models: useLibrary.getState().models, wire, node });
}

export function leaveWire(): void {
  last = null;
  light(null, false);
}

/** The hint's line for a wire. */
export const wireHint = (hover: WireHover | null): DropHint['wire'] => {
  if (!hover) return undefined;
  const { spliced } = hover;
  return spliced.ok ? { label: spliced.value.label } : { refusal: spliced.error };
};

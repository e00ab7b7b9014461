import type { Point } from '@core/graph/document';
import { insertReroute } from '@core/graph/insert-reroute';
import { catalog } from '@nodes';
import { useDocument } from '../../stores/document';

/** A point to lead a wire by, ready to be dragged. `at`: canvas units. */
export function addReroute(wire: string, at: Point): void {
  const { doc, apply, select } = useDocument.getState();
  const edit = insertReroute({ doc, catalog, wire, at });
  if (!edit) return;
  apply(edit);
  select(edit.ids);
}

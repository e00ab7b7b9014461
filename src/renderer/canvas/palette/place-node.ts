import { addConnectedNode, addNode } from '@core/graph/commands';
import { catalog } from '@nodes';
import { useDocument } from '../../stores/document';
import { useLibrary } from '../../stores/library';
import { notifyError } from '../../stores/notify';
import type { PaletteRequest } from '../canvas-ui';
import type { PaletteItem } from './rank-nodes';

/** Canvas units: a wire's new node starts a little off the pointer, with its ports near the wire's end. */
const nodeWidth = 248;
const headerHeight = 44;

/** Adds the chosen node where the palette was opened, wired when a wire was dropped, and selects it. */
export function placeNode(
  { definition, port }: PaletteItem,
  { place, wire }: PaletteRequest,
): void {
  const { doc, apply, select } = useDocument.getState();
  const toLeft = wire?.direction === 'from-input' ? nodeWidth : 0;
  const position = {
    x: Math.round(place.x - toLeft),
    y: Math.round(place.y - (wire ? headerHeight : 0)),
  };
  const args = { doc, catalog, type: definition.type, position };
  if (!wire || port === undefined) {
    const edit = addNode(args);
    apply(edit);
    select(edit.ids);
    return;
  }
  const added = addConnectedNode({
    ...args,
    models: useLibrary.getState().models,
    port,
    wire: wire.direction === 'from-output' ? { from: wire.from } : { to: wire.from },
  });
  if (!added.ok) {
    notifyError(`${definition.title} cannot be wired there`, added.error);
    return;
  }
  apply(added.value);
  select(added.value.ids);
}

import { addConnectedNode, addNode } from '@core/graph/commands';
import { replaceNode } from '@core/graph/replace-node';
import { catalog } from '@nodes';
import { useDocument } from '../../stores/document';
import { useLibrary } from '../../stores/library';
import { notifyError } from '../../stores/notify';
import { t } from '../../text/text';
import type { PaletteRequest } from '../canvas-ui';
import { placeFor } from '../insert/free-space';
import type { PaletteItem } from './rank-nodes';
import { rememberNode } from './recent-nodes';

/** Canvas units: a wire's new node starts a little off the pointer, with its ports near the wire's end. */
const nodeWidth = 248;
const headerHeight = 44;

/**
 * Adds the chosen node where the palette was opened, as near as there is room, wired when a wire was
 * dropped; or puts it in the place of another. Selects it.
 */
export function placeNode(item: PaletteItem, request: PaletteRequest): void {
  const { definition, port } = item;
  const { place, wire, replace } = request;
  const { doc, apply, select } = useDocument.getState();
  if (replace !== undefined) {
    const edit = item.replacement && replaceNode({ doc, catalog, id: replace }, item.replacement);
    if (!edit) return;
    apply(edit);
    select(edit.ids);
    return;
  }
  const toLeft = wire?.direction === 'from-input' ? nodeWidth : 0;
  const position = placeFor(definition, {
    x: place.x - toLeft,
    y: place.y - (wire ? headerHeight : 0),
  });
  const args = { doc, catalog, type: definition.type, position };
  if (!wire || port === undefined) {
    const edit = addNode(args);
    apply(edit);
    select(edit.ids);
    rememberNode(definition.type);
    return;
  }
  const added = addConnectedNode({
    ...args,
    models: useLibrary.getState().models,
    port,
    wire: wire.direction === 'from-output' ? { from: wire.from } : { to: wire.from },
  });
  if (!added.ok) {
    notifyError(t.palette.cannotWire(definition.title), added.error);
    return;
  }
  apply(added.value);
  select(added.value.ids);
  rememberNode(definition.type);
}

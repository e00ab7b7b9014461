import { addNode } from '@core/graph/commands';
import type { Point } from '@core/graph/document';
import {
  type ConditioningSource,
  conditioningChoices,
  insertConditioning,
  takesConditioning,
} from '@core/graph/insert-conditioning/insert-conditioning';
import type { NodeDefinition } from '@core/node-definition';
import { catalog } from '@nodes';
import { useDocument } from '../../stores/document';
import { useLibrary } from '../../stores/library';
import { notifyError } from '../../stores/notify';
import { t } from '../../text/text';
import type { ConditioningRequest } from '../canvas-ui';
import { rememberNode } from '../palette/recent-nodes';
import { trySplice } from './drop-target';
import { placeFor, takenBounds } from './free-space';

/** Adds a node near a point, in canvas units, where there is room; selects it. */
export function addNodeAt(definition: NodeDefinition, at: Point): void {
  const { doc, apply, select } = useDocument.getState();
  const edit = addNode({
    doc,
    catalog,
    type: definition.type,
    position: placeFor(definition, at),
  });
  apply(edit);
  select(edit.ids);
  rememberNode(definition.type);
}

/** Puts a new node into a wire; says why where it does not fit. */
export function spliceNodeAt(definition: NodeDefinition, wire: string, at: Point): void {
  const { apply, select } = useDocument.getState();
  const spliced = trySplice(wire, {
    type: definition.type,
    position: placeFor(definition, at),
  });
  if (!spliced.ok) {
    notifyError(t.insert.notSpliced, spliced.error);
    return;
  }
  apply(spliced.value);
  select(spliced.value.ids);
  rememberNode(definition.type);
}

const facts = () => {
  const { doc, analysis } = useDocument.getState();
  return { doc, analysis, catalog, models: useLibrary.getState().models };
};

/** Whether conditioning can be inserted at a node's port, or anywhere at the node. */
export const isConditionable = (to: ConditioningRequest['to']): boolean =>
  takesConditioning({ doc: useDocument.getState().doc, catalog, to });

export const listSources = (to: ConditioningRequest['to']) =>
  conditioningChoices({ ...facts(), to });

/** Adds a source's nodes, wired; gives them, none where it could not be. */
export function insertSource(
  to: ConditioningRequest['to'],
  source: ConditioningSource,
  mode: 'join' | 'switch',
): readonly string[] {
  const made = insertConditioning({ ...facts(), to, source, mode, taken: takenBounds() });
  if (!made.ok) {
    notifyError(t.insert.failed, made.error);
    return [];
  }
  const { apply, select } = useDocument.getState();
  apply(made.value);
  select(made.value.ids);
  return made.value.ids;
}

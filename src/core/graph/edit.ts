import type { GraphEdge, GraphNode, Json, Point, Zone } from './document';

/**
 * Named edits: the only way a document changes. `applyEdit` (apply-edit.ts) is pure and gives the
 * inverse with the new document, so undo gives back the same bytes.
 */
export type Edit =
  | { readonly kind: 'addNode'; readonly id: string; readonly node: GraphNode }
  /** The node must have no wires and belong to no zone: `removeNodes` in commands.ts adds those edits. */
  | { readonly kind: 'removeNode'; readonly id: string }
  /** `undefined` removes the value: the definition's default holds again. */
  | {
      readonly kind: 'setParam';
      readonly id: string;
      readonly param: string;
      readonly value: Json | undefined;
    }
  | { readonly kind: 'moveNodes'; readonly positions: Readonly<Record<string, Point>> }
  /** Title, size, version or a field this version does not know. */
  | {
      readonly kind: 'setNodeField';
      readonly id: string;
      readonly field: string;
      readonly value: Json | undefined;
    }
  | { readonly kind: 'connect'; readonly id: string; readonly edge: GraphEdge }
  | { readonly kind: 'disconnect'; readonly id: string }
  | { readonly kind: 'addZone'; readonly id: string; readonly zone: Zone }
  | { readonly kind: 'removeZone'; readonly id: string }
  /** `name`, `description` and other top-level fields, never nodes, edges or zones. */
  | { readonly kind: 'setDocumentField'; readonly field: string; readonly value: Json | undefined }
  /** An edit of the graph inside the subgraph `id`. */
  | { readonly kind: 'editInside'; readonly id: string; readonly edit: Edit }
  | { readonly kind: 'batch'; readonly edits: readonly Edit[] };

/** What the undo menu says: `Undo: connect Text encoder to U-Net step`. */
export interface NamedEdit {
  readonly label: string;
  readonly edit: Edit;
  /** Edits in a row with the same key, at most a second apart, are one step of undo. */
  readonly mergeKey?: string;
  /**
   * Names one drag or one visit of a field: edits in a row with the same key and gesture are one
   * step however slowly they come.
   */
  readonly gesture?: string;
}

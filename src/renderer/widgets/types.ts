import type { Json } from '@core/graph/document';
import type { ParamSpec } from '@core/node-params';

export interface WidgetProps<S extends ParamSpec, V> {
  readonly node: string;
  readonly name: string;
  readonly spec: S;
  /** The parameter's value, the default where the document has none. */
  readonly value: V;
  /**
   * Writes the value. Calls in a row with the same `gesture` are one step of undo: a drag of a
   * number, a visit of a text field.
   */
  readonly commit: (value: Json, gesture?: string) => void;
}

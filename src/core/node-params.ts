import type { InnerGraph } from './graph/subgraph/inner-graph';
import type { ModelRef } from './models/manifest';
import type { OnnxFile } from './models/onnx-file';
import type { InferArgs } from './node-definition';
import type { LayoutBox, SemanticClass } from './values';

/** Parameters of a node, by kind: each kind has one widget, one check and one way on the command line. */

interface ParamBase {
  readonly label: string;
  readonly doc: string;
  /** Hidden where it has no meaning for the other parameters; its value is kept. */
  readonly visible?: (params: Readonly<Record<string, unknown>>) => boolean;
  /** Rarely touched: the node shows it behind "More". */
  readonly advanced?: boolean;
  /**
   * False where no wire may drive it: the node's ports depend on it, or it is no value but something
   * that is done before a run.
   */
  readonly wirable?: false;
}

export interface NumberParam extends ParamBase {
  readonly kind: 'number';
  readonly default: number;
  readonly min?: number;
  readonly max?: number;
  /** What one tick of dragging or an arrow key changes it by; values need not be multiples. */
  readonly step?: number;
  readonly integer?: boolean;
  /** `px`, `ms`, `steps`: shown behind the value. */
  readonly unit?: string;
  readonly slider?: boolean;
  /** The value is the 0-based index of a wire on this port: shown as A, B, C with where it comes from. */
  readonly wireOn?: string;
}

export interface SelectOption<T extends string = string> {
  readonly value: T;
  readonly label: string;
  readonly doc?: string;
}

export interface SelectParam<T extends string = string> extends ParamBase {
  readonly kind: 'select';
  readonly default: T;
  readonly options: readonly SelectOption<T>[];
}

/** A picker whose options depend on what is wired: class labels of the embedder. Value: the option's value. */
export interface PickerParam extends ParamBase {
  readonly kind: 'picker';
  readonly default: string;
  readonly options: (args: InferArgs) => readonly (SelectOption & { readonly group?: string })[];
  /** Shown instead of the options while nothing is wired. */
  readonly empty: string;
  /** Hidden once a model is known that offers nothing here but the default. */
  readonly hideWithoutOptions?: boolean;
}

export interface BooleanParam extends ParamBase {
  readonly kind: 'boolean';
  readonly default: boolean;
}

export interface TextParam extends ParamBase {
  readonly kind: 'text';
  readonly default: string;
  readonly multiline?: boolean;
  readonly placeholder?: string;
  /** Characters. */
  readonly maxLength?: number;
}

/** An integer 0 .. 2^53 - 1 with a dice button. */
export interface SeedParam extends ParamBase {
  readonly kind: 'seed';
  readonly default: number;
}

export interface ModelParam extends ParamBase {
  readonly kind: 'model';
  readonly default: ModelRef | null;
}

/** A file on this machine, or `bundled:<name>` for one that ships in `assets/images`. */
export interface FileParam extends ParamBase {
  readonly kind: 'file';
  readonly default: string;
  readonly accept: 'image';
}

/**
 * Painted by hand on a small canvas. Value: a PNG as data URL, '' for nothing painted. A mask is
 * white where to repaint on black; a palette picture has only the palette's colours.
 */
export interface PaintParam extends ParamBase {
  readonly kind: 'paint';
  readonly default: string;
  readonly mode: 'mask' | 'palette';
  /** Colours to choose from, of what is wired; empty where not known yet. */
  readonly palette?: (args: InferArgs) => readonly SemanticClass[];
  /** Pixels of the canvas. */
  readonly size?: (args: InferArgs) => { readonly width: number; readonly height: number };
  /** Input port whose picture lies underneath, where one was seen. */
  readonly underlay?: string;
}

/** Boxes drawn on a small canvas, each with a class. Value: `LayoutBox[]`. */
export interface BoxesParam extends ParamBase {
  readonly kind: 'boxes';
  readonly default: readonly LayoutBox[];
  /** Classes to choose from, of what is wired. */
  readonly labels: (args: InferArgs) => readonly string[];
  /** Classes that have a colour of their own: their boxes are drawn in it. */
  readonly palette?: (args: InferArgs) => readonly SemanticClass[];
}

/** An ONNX file with its inputs and outputs, read when it is chosen. */
export interface OnnxParam extends ParamBase {
  readonly kind: 'onnx';
  readonly default: OnnxFile | null;
}

/** The graph that a subgraph holds. */
export interface GraphParam extends ParamBase {
  readonly kind: 'graph';
  readonly default: InnerGraph;
}

export type ParamSpec =
  | NumberParam
  | SelectParam
  | PickerParam
  | BooleanParam
  | TextParam
  | SeedParam
  | ModelParam
  | FileParam
  | PaintParam
  | BoxesParam
  | OnnxParam
  | GraphParam;

type ParamValueOf<S> = S extends { kind: 'number' | 'seed' }
  ? number
  : S extends { kind: 'boolean' }
    ? boolean
    : S extends { kind: 'model' }
      ? ModelRef | null
      : S extends { kind: 'onnx' }
        ? OnnxFile | null
        : S extends { kind: 'graph' }
          ? InnerGraph
          : S extends { kind: 'boxes' }
            ? readonly LayoutBox[]
            : S extends { kind: 'select'; options: readonly SelectOption<infer T>[] }
              ? T
              : string;

export type Params = Readonly<Record<string, ParamSpec>>;

export type ParamValues<P extends Params = Params> = {
  readonly [K in keyof P]: ParamValueOf<P[K]>;
};

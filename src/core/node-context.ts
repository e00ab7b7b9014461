import type { ModelManifest, ModelRef } from './models/manifest';
import type { ImageValue, LatentValue, MaskValue, ModelValue, Tensor, TokenInfo } from './values';

/** What a node may touch while it runs; the engine makes one for each node. */

export interface TensorInfo {
  readonly name: string;
  readonly type: string;
  /** Symbolic dimensions by name. */
  readonly dims: readonly (number | string)[];
}

/** An open ONNX session, owned by the engine's pool; a node never releases it. */
export interface ModelSession {
  /** `unet/model.onnx`: what messages call it. */
  readonly name: string;
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  /** `execution provider` it really runs on. */
  readonly provider: string;
  /**
   * Runs once. Checks for a cancel before and after; fails at the node on NaN or infinity.
   * `outputs`: names of those to fetch; absent: all.
   */
  run(
    feeds: Readonly<Record<string, Tensor>>,
    outputs?: readonly string[],
  ): Promise<Readonly<Record<string, Tensor>>>;
}

export interface TextTokenizer {
  /** Pads and cuts to the model's length. */
  encode(text: string): {
    readonly ids: readonly number[];
    readonly tokens: readonly TokenInfo[];
    readonly cut: readonly string[];
  };
}

export interface GridSpec {
  readonly title?: string;
  readonly columnLabels?: readonly string[];
  readonly rowLabels?: readonly string[];
  /** From top to bottom, each from left to right; null leaves a place empty. */
  readonly rows: readonly (readonly (GridCell | null)[])[];
}

export interface GridCell {
  /** Below the picture. */
  readonly label?: string;
  /** The first of its batch is shown. */
  readonly image: ImageValue;
}

/** A picture with what it shows. */
export interface Panel {
  readonly label: string;
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export interface PlotAxis {
  readonly label: string;
  readonly scale?: 'linear' | 'log';
  /** Counts down from left to right (noise levels). */
  readonly reverse?: boolean;
}

export interface PlotSeries {
  readonly label: string;
  /** `rule`: a horizontal line at the first y; `bar`: from x to the next x. */
  readonly mark: 'line' | 'dots' | 'bar' | 'rule';
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** Numbers, not a drawing: the window draws it in its theme, exports write PNG and CSV. */
export interface PlotContent {
  readonly kind: 'plot';
  readonly title: string;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly series: readonly PlotSeries[];
  readonly caption?: string;
}

export interface TableContent {
  readonly kind: 'table';
  readonly title?: string;
  readonly rows: readonly {
    readonly label: string;
    readonly value: string;
    /** What the row means, on hover. */
    readonly doc?: string;
  }[];
}

export type PreviewContent =
  | {
      readonly kind: 'image';
      readonly png: Uint8Array;
      readonly width: number;
      readonly height: number;
    }
  | PlotContent
  | TableContent
  /** Frames under a slider, each of labelled pictures side by side: one frame is a filmstrip. */
  | {
      readonly kind: 'frames';
      readonly frames: readonly { readonly label: string; readonly panels: readonly Panel[] }[];
    }
  /** Two pictures of one size: slider, difference, flicker. */
  | { readonly kind: 'compare'; readonly before: Panel; readonly after: Panel }
  /** One under the other. */
  | { readonly kind: 'stack'; readonly parts: readonly PreviewContent[] }
  | {
      readonly kind: 'tokens';
      readonly tokens: readonly TokenInfo[];
      readonly cut: readonly string[];
    }
  | { readonly kind: 'text'; readonly text: string };

/** Position in a loop zone, and the state a body node carries from one iteration to the next. */
export interface LoopContext {
  readonly index: number;
  readonly iterations: number;
  readonly state: unknown;
  setState(next: unknown): void;
}

/** All that a node may touch while it runs. */
export interface NodeContext {
  readonly node: string;
  readonly loop?: LoopContext;
  /** Opens, or takes from the pool, the session of a model's file. */
  session(model: ModelValue, file?: string): Promise<ModelSession>;
  /** The same for an ONNX file by itself, as an ONNX model node names it. */
  onnx(file: string, provider: string): Promise<ModelSession>;
  tokenizer(model: ModelValue<'text-encoder'>): Promise<TextTokenizer>;
  /** The library entry a Load pipeline node means, or a failure that says what is missing. */
  pipeline(ref: ModelRef | null): Promise<ModelManifest>;
  /** Reads PNG, JPEG, WebP, GIF or SVG; alpha is laid on white. */
  readImage(file: string): Promise<ImageValue>;
  /** The transparency of the same file: 1 where nothing was painted. */
  readAlpha(file: string): Promise<MaskValue>;
  /** Bytes of an image file, `[1, 3, H, W]`; `name` is what messages call it. */
  decodeImage(bytes: Uint8Array, name: string): Promise<ImageValue>;
  /** Pictures side by side on a light ground with their labels, `[1, 3, H, W]`. */
  grid(spec: GridSpec): Promise<ImageValue>;
  encodeImage(
    image: ImageValue,
    options: {
      readonly format: 'png' | 'jpeg' | 'webp';
      readonly quality?: number;
      readonly embedGraph?: boolean;
    },
  ): Promise<readonly Uint8Array[]>;
  /** Writes below the output folder the user chose; returns the absolute path. Never overwrites: numbers instead. */
  writeOutput(name: string, extension: string, bytes: Uint8Array): Promise<string>;
  /** Throws `Cancelled` when the user asked to stop. */
  checkpoint(): Promise<void>;
  progress(iteration: number, of: number): void;
  /** True when somebody looks: encoding a preview for nobody costs time. */
  readonly wantsPreviews: boolean;
  preview(content: PreviewContent): void;
  /** Decodes a clean latent if its autoencoder is known and shows it on this node. */
  previewLatent(latent: LatentValue, iteration: number, of: number): Promise<void>;
  /** The result of an output node: shown in the results panel, kept in full. */
  result(image: ImageValue): Promise<void>;
  /** The same for what is no picture: a plot, a table, frames, a comparison. */
  resultView(content: PreviewContent): void;
  /** False when nobody reads that output: what costs time or memory may then be left out. */
  wants(output: string): boolean;
  /** Ends this node with a reason a user can act on. */
  fail(error: {
    readonly code: string;
    readonly message: string;
    readonly hint?: string;
    readonly port?: string;
  }): never;
}

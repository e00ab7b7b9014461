import type { ModelManifest, ModelRef } from './models/manifest';
import type { ImageValue, LatentValue, ModelValue, Tensor, TokenInfo } from './values';

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
  /** Runs once. Checks for a cancel before and after; fails at the node on NaN or infinity. */
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
}

export interface TextTokenizer {
  /** Pads and cuts to the model's length. */
  encode(text: string): {
    readonly ids: readonly number[];
    readonly tokens: readonly TokenInfo[];
    readonly cut: readonly string[];
  };
}

export type PreviewContent =
  | {
      readonly kind: 'image';
      readonly png: Uint8Array;
      readonly width: number;
      readonly height: number;
    }
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
  tokenizer(model: ModelValue<'text-encoder'>): Promise<TextTokenizer>;
  /** The library entry a Load pipeline node means, or a failure that says what is missing. */
  pipeline(ref: ModelRef | null): Promise<ModelManifest>;
  /** Reads PNG, JPEG, WebP, GIF or SVG; alpha is laid on white. */
  readImage(file: string): Promise<ImageValue>;
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
  /** Ends this node with a reason a user can act on. */
  fail(error: {
    readonly code: string;
    readonly message: string;
    readonly hint?: string;
    readonly port?: string;
  }): never;
}

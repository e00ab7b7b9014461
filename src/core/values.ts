import type { ModelRole, PartOf, PredictionType, SchedulerConfig } from './models/manifest';
import type { LatentContent } from './ports/port-type';

/**
 * What flows through wires at run time. Values stay in the engine; only summaries and encoded
 * previews leave it. Tensors are immutable by convention: a node never writes into an input.
 */

export type TensorData = Float32Array | Int32Array | BigInt64Array | Uint8Array | Uint16Array;

export interface Tensor<D extends TensorData = TensorData> {
  readonly type: 'float32' | 'int32' | 'int64' | 'uint8' | 'bool' | 'float16';
  readonly dims: readonly number[];
  readonly data: D;
}
export type FloatTensor = Tensor<Float32Array> & { readonly type: 'float32' };

export interface ImageValue {
  readonly kind: 'image';
  /** RGB 0..1, `[B, 3, H, W]`. */
  readonly tensor: FloatTensor;
}

export interface MaskValue {
  readonly kind: 'mask';
  /** `[B, 1, H, W]`, 1 = repaint. */
  readonly tensor: FloatTensor;
}

export interface LatentValue {
  readonly kind: 'latent';
  /** `[B, C, h, w]`, already multiplied by the autoencoder's scale factor. */
  readonly tensor: FloatTensor;
  readonly content: LatentContent;
  /** Whose space it lives in: lets previews decode it without another wire. */
  readonly autoencoder?: ModelValue<'autoencoder'>;
}

export interface MomentsValue {
  readonly kind: 'moments';
  /** `[B, C, h, w]` each, unscaled. */
  readonly mean: FloatTensor;
  readonly logvar: FloatTensor;
}

/** Tokens of one source, `[B, L, D]`: kept apart until the U-Net runs, so that a null side can mirror them. */
export interface TokenSegment {
  readonly source: 'text' | 'class';
  readonly tensor: FloatTensor;
}

export interface ConditioningValue {
  readonly kind: 'conditioning';
  readonly segments: readonly TokenSegment[];
  /** Concat channels `[B, C, h, w]` by slot name. */
  readonly slots: Readonly<Record<string, FloatTensor>>;
  /**
   * Set on the model's own "nothing": what stands in for each source. At the U-Net it takes the
   * shape of the conditional side it runs beside; alone, it is all its stand-ins in a row.
   */
  readonly nullFor?: Readonly<Partial<Record<TokenSegment['source'], FloatTensor>>>;
}

export interface PredictionValue {
  readonly kind: 'prediction';
  readonly tensor: FloatTensor;
  readonly parameterisation: PredictionType;
}

/** A sampler's schedule: everything a step needs, as plain numbers. */
export interface Schedule {
  readonly sampler: 'ddim' | 'euler';
  readonly config: SchedulerConfig;
  readonly predictionType: PredictionType;
  /** Descending; DDIM integers, Euler may be fractional. Full list, before strength. */
  readonly timesteps: readonly number[];
  /** Euler only: `timesteps.length + 1` noise levels, last 0. */
  readonly sigmas?: readonly number[];
  /** float32 cumulative products, index = training timestep. */
  readonly alphasCumprod: Float32Array;
  readonly finalAlphaCumprod: number;
  /** What unit noise is multiplied by at the start. */
  readonly initNoiseSigma: number;
  /** First index that runs: 0 for strength 1. */
  readonly startIndex: number;
  readonly strength: number;
  readonly eta: number;
  /** Seed of the fresh noise that eta > 0 draws at each step. */
  readonly noiseSeed?: number;
}

export interface ScheduleValue {
  readonly kind: 'schedule';
  readonly schedule: Schedule;
}

/** One place in a schedule: what the zone hands to its body at each iteration. */
export interface TimestepValue {
  readonly kind: 'timestep';
  readonly schedule: Schedule;
  /** Index into `schedule.timesteps`. */
  readonly index: number;
}

export type ModelValue<R extends ModelRole = ModelRole> = R extends ModelRole
  ? {
      readonly kind: 'model';
      readonly role: R;
      readonly part: PartOf<R>;
      /** As the Load pipeline node asked: `auto`, `cpu`, `webgpu`... */
      readonly provider: string;
    }
  : never;

export interface TokenInfo {
  readonly id: number;
  readonly text: string;
  readonly state: 'known' | 'unknown' | 'padding' | 'special';
}

export interface TokensValue {
  readonly kind: 'tokens';
  readonly ids: readonly number[];
  readonly tokens: readonly TokenInfo[];
  /** Words beyond the model's length. */
  readonly cut: readonly string[];
  readonly textEncoder: string;
}

export type Value =
  | ImageValue
  | MaskValue
  | LatentValue
  | MomentsValue
  | ConditioningValue
  | PredictionValue
  | ScheduleValue
  | TimestepValue
  | ModelValue
  | TokensValue
  | { readonly kind: 'schedule-defaults'; readonly config: SchedulerConfig }
  /** `[B, h*w, L]`: mean over heads. */
  | { readonly kind: 'attention'; readonly tensor: FloatTensor }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'seed'; readonly seed: number }
  | { readonly kind: 'number'; readonly value: number };

/** What may leave the engine of a value. */
export interface ValueSummary {
  readonly kind: Value['kind'];
  readonly dims?: readonly number[];
  readonly bytes: number;
  readonly stats?: {
    readonly min: number;
    readonly max: number;
    readonly mean: number;
    readonly std: number;
  };
}

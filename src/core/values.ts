import type { ModelRole, PartOf, PredictionType, SchedulerConfig } from './models/manifest';
import type { LatentContent, StepRange, TokenSource } from './ports/port-type';

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
  readonly source: TokenSource;
  readonly tensor: FloatTensor;
  /** What each of the L tokens says, where it is known. */
  readonly tokens?: readonly TokenInfo[];
}

export interface ConditioningValue {
  readonly kind: 'conditioning';
  readonly segments: readonly TokenSegment[];
  /** Concat channels `[B, C, h, w]` by slot name. */
  readonly slots: Readonly<Record<string, FloatTensor>>;
  /** `[B, D]`, added to the timestep embedding by U-Nets that take one (ADM). */
  readonly vector?: FloatTensor;
  /** Where the vector comes from: what a null side must mirror. */
  readonly vectorSource?: TokenSource;
  /** What joins in for some of the steps, or in a region only. */
  readonly parts?: readonly ConditioningPart[];
  /**
   * Set on the model's own "nothing": what stands in for each source. At the U-Net it takes the
   * shape of the conditional side it runs beside; alone, it is all its stand-ins in a row.
   */
  readonly nullFor?: Readonly<Partial<Record<TokenSegment['source'], FloatTensor>>>;
  /** Of a null: what stands in for a vector `[1, D]`, by its source. */
  readonly nullVectors?: Readonly<Partial<Record<TokenSource, FloatTensor>>>;
  /** Of a null: whether it has the concat channels of the side it runs beside. Absent: `drop`. */
  readonly nullSlots?: 'keep' | 'drop';
}

/** A conditioning that holds for part of the steps (`range`), in part of the picture (`mask`), or both. */
export interface ConditioningPart {
  readonly conditioning: ConditioningValue;
  readonly range?: StepRange;
  /** `[1, 1, H, W]`, weights from 0, over the whole picture, of any resolution. */
  readonly mask?: FloatTensor;
}

/** Box corners as fractions 0..1 of the picture; `label` is a class name. */
export interface LayoutBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly label: string;
}

export interface LayoutValue {
  readonly kind: 'layout';
  readonly boxes: readonly LayoutBox[];
}

export interface SemanticMapValue {
  readonly kind: 'semantic-map';
  /** Class of each pixel, index into `classes`, `[B, H, W]`. */
  readonly indices: Tensor<Uint8Array>;
  readonly classes: readonly SemanticClass[];
}

export interface SemanticClass {
  readonly name: string;
  /** 0..255. */
  readonly rgb: readonly [number, number, number];
}

export interface CodesValue {
  readonly kind: 'codes';
  /** `[B, h, w]`, 0 .. codebook - 1. */
  readonly indices: Tensor<Int32Array>;
  readonly codebook: number;
}

/** One step of a denoising loop, as its end saw it. */
export interface TrajectoryStep {
  /** Index into the schedule's timesteps. */
  readonly index: number;
  readonly timestep: number;
  /** What the step believed the result to be. */
  readonly predictedClean?: LatentValue;
  /** `[B, h * w, L]` of the conditional side, where the model gives it. */
  readonly attention?: FloatTensor;
  /** What its L tokens say. */
  readonly tokens?: readonly TokenInfo[];
}

export interface TrajectoryValue {
  readonly kind: 'trajectory';
  readonly schedule: Schedule;
  readonly steps: readonly TrajectoryStep[];
}

export interface PredictionValue {
  readonly kind: 'prediction';
  readonly tensor: FloatTensor;
  readonly parameterisation: PredictionType;
}

export const samplerIds = [
  'ddim',
  'ddpm',
  'euler',
  'euler-ancestral',
  'heun',
  'pndm',
  'dpmpp-2m',
  'dpmpp-2m-sde',
  'unipc',
  'lcm',
  'flow-match-euler',
] as const;
export type SamplerId = (typeof samplerIds)[number];

/** How the noise levels between the first and the last are spread; `model`: as the timesteps say. */
export type SigmaSpacing = 'model' | 'karras' | 'exponential' | 'beta';

/** A sampler's schedule: everything a step needs, as plain numbers. */
export interface Schedule {
  readonly sampler: SamplerId;
  readonly config: SchedulerConfig;
  readonly predictionType: PredictionType;
  /** Asked for; `timesteps` may have more entries (Heun, PNDM). */
  readonly steps: number;
  /** Descending; DDIM integers, Euler may be fractional. Full list, before strength. */
  readonly timesteps: readonly number[];
  readonly sigmaSpacing?: SigmaSpacing;
  /** Samplers that step in sigma: `timesteps.length + 1` noise levels, the last the end of the run. */
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
  /** Seed of the fresh noise that ancestral samplers, and others with eta > 0, draw at each step. */
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
  | SemanticMapValue
  | LayoutValue
  | CodesValue
  | TrajectoryValue
  | { readonly kind: 'schedule-defaults'; readonly config: SchedulerConfig }
  /** `[B, h*w, L]`: mean over heads. */
  | {
      readonly kind: 'attention';
      readonly tensor: FloatTensor;
      /** What each of the L tokens says. */
      readonly tokens?: readonly TokenInfo[];
    }
  | { readonly kind: 'tensor'; readonly tensor: Tensor }
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

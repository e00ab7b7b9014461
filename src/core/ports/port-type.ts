import type {
  ModelPart,
  ModelRole,
  PartFault,
  PredictionType,
  SchedulerConfig,
} from '../models/manifest';

/**
 * What a port carries, as far as wiring needs to know. A declared type leaves facts open
 * (`undefined`: any, or not known yet); `infer` fills in what the graph and the models tell.
 */
export type Mechanism = 'cross-attention' | 'concat' | 'vector';

/** Where cross-attention tokens come from: what a null side must mirror. */
export type TokenSource = 'text' | 'class' | 'layout' | 'image';

export interface ImageType {
  readonly kind: 'image';
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly batch?: number;
}

export interface MaskType {
  readonly kind: 'mask';
  readonly width?: number;
  readonly height?: number;
  readonly batch?: number;
}

/**
 * `noise`: unit Gaussian, not yet at a schedule's level. `noised`: at a schedule's level.
 * `clean`: an image's latent.
 */
export type LatentContent = 'noise' | 'noised' | 'clean';

/** x = signal * clean + noise * gaussian. */
export interface NoiseLevel {
  readonly signal: number;
  readonly noise: number;
}

export interface LatentType {
  readonly kind: 'latent';
  readonly channels?: number;
  /** Downscaling factor f of its autoencoder. */
  readonly factor?: number;
  /** Latent cells, not pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly batch?: number;
  /** Hash of the autoencoder whose space it lives in, and what messages call it. */
  readonly autoencoder?: string;
  readonly autoencoderName?: string;
  readonly content?: LatentContent;
  /** Of a noised latent: the noise level that it was brought to. */
  readonly level?: NoiseLevel;
  /** What Scale latent made of it beyond its model's own scale. */
  readonly rescale?: { readonly factor: number; readonly shift: number };
}

export interface MomentsType {
  readonly kind: 'moments';
  readonly channels?: number;
  readonly width?: number;
  readonly height?: number;
}

export interface ConditioningType {
  readonly kind: 'conditioning';
  readonly mechanisms?: readonly Mechanism[];
  /** L and D of the cross-attention tokens `[B, L, D]`. */
  readonly tokens?: number;
  readonly tokenWidth?: number;
  /** Names of the concat slots it fills. */
  readonly slots?: readonly string[];
  /** The model's own "nothing": adapts to the conditional side it is run beside. */
  readonly isNull?: boolean;
  /** Which "nothing" it can stand in for. */
  readonly nullSources?: readonly TokenSource[];
  /** Where its tokens come from, in order: what a null side must mirror. */
  readonly sources?: readonly TokenSource[];
  /** D of the vector `[B, D]` (ADM: added to the timestep embedding). */
  readonly vectorWidth?: number;
  /** Where the vector comes from: what a null side must mirror. */
  readonly vectorSource?: TokenSource;
  /** Latent cells of the slots whose size is known. */
  readonly slotSizes?: Readonly<
    Record<string, { readonly width: number; readonly height: number; readonly batch?: number }>
  >;
  /** Holds for some of the steps or in a region only, wholly or in part. */
  readonly partial?: boolean;
  /** Steps that have tokens at all; absent: all of them, as far as it has tokens. */
  readonly tokenRanges?: readonly StepRange[];
  /** Every timestep range in it, those of tokens and of channels alike. */
  readonly ranges?: readonly StepRange[];
  /** Why nothing comes from here: no wire from it is taken. */
  readonly absent?: { readonly message: string; readonly hint: string };
}

/** Part of a schedule, as fractions 0..1: step i of N lies in it where `start <= i / N < end`. */
export interface StepRange {
  readonly start: number;
  readonly end: number;
}

/** The steps of a schedule that run: entries `first` to `count - 1` of its list of timesteps. */
export interface RunningSteps {
  readonly first: number;
  readonly count: number;
}

export interface PredictionPortType {
  readonly kind: 'prediction';
  readonly parameterisation?: PredictionType;
  readonly channels?: number;
  readonly width?: number;
  readonly height?: number;
}

export interface ModelPortType {
  readonly kind: 'model';
  readonly role: ModelRole;
  /** Known once the model is found in the library. */
  readonly part?: ModelPart;
  /** The pipeline was found and has no such part: nothing can be wired from here. */
  readonly absent?: AbsentPart;
}

export interface AbsentPart {
  readonly pipeline: string;
  /** Why, where the pipeline names the part. */
  readonly fault?: PartFault;
}

export interface ScheduleType {
  readonly kind: 'schedule';
  readonly sampler?: string;
  readonly steps?: number;
  readonly predictionType?: PredictionType;
  /** 1: from pure noise; below 1: starts inside (image to image). */
  readonly strength?: number;
  /** The noise level that it starts from; clean where no step runs. */
  readonly start?: NoiseLevel;
  readonly running?: RunningSteps;
}

export interface TimestepType {
  readonly kind: 'timestep';
  readonly sampler?: string;
  readonly predictionType?: PredictionType;
  readonly running?: RunningSteps;
  /** Zone that gives it. */
  readonly zone?: string;
}

/** A class of a palette for each pixel. */
export interface SemanticMapType {
  readonly kind: 'semantic-map';
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
  /** Names of the palette's classes, in order. */
  readonly classes?: readonly string[];
}

/** Indices into a VQ codebook, one a latent cell. */
export interface CodesType {
  readonly kind: 'codes';
  readonly width?: number;
  readonly height?: number;
  /** Entries of the codebook. */
  readonly codebook?: number;
}

/** What a denoising loop recorded at each of its steps. */
export interface TrajectoryType {
  readonly kind: 'trajectory';
  readonly steps?: number;
  /** Whether attention maps were recorded; absent: not known yet. */
  readonly attention?: boolean;
  /** Whether predicted clean latents were. */
  readonly predictedClean?: boolean;
  readonly factor?: number;
}

export type PortType =
  /** Declared by nodes that pass on whatever comes (Reroute, Switch); on a wire: not known yet. */
  | { readonly kind: 'any' }
  | ImageType
  | MaskType
  | LatentType
  | MomentsType
  | ConditioningType
  | PredictionPortType
  | ModelPortType
  | ScheduleType
  | TimestepType
  | {
      readonly kind: 'schedule-defaults';
      readonly predictionType?: PredictionType;
      /** Known with the model: lets Schedule be checked before anything runs. */
      readonly config?: SchedulerConfig;
    }
  | { readonly kind: 'attention' }
  | SemanticMapType
  | CodesType
  | TrajectoryType
  | { readonly kind: 'layout'; readonly boxes?: number }
  /** Of an ONNX file: any numbers in any shape. */
  | { readonly kind: 'tensor'; readonly dims?: readonly (number | string)[] }
  /**
   * `value` where it is known before running: a Number or Text prompt wired straight in. `sweep`: all
   * that a sweep will bring, the first of which is `value`.
   */
  | { readonly kind: 'text'; readonly value?: string; readonly sweep?: readonly string[] }
  | { readonly kind: 'tokens'; readonly length?: number; readonly textEncoder?: string }
  | { readonly kind: 'seed'; readonly value?: number }
  | { readonly kind: 'number'; readonly value?: number; readonly sweep?: readonly number[] };

export type PortKind = PortType['kind'];

import type { ModelPart, ModelRole, PartFault, PredictionType } from '../models/manifest';

/**
 * What a port carries, as far as wiring needs to know. A declared type leaves facts open
 * (`undefined`: any, or not known yet); `infer` fills in what the graph and the models tell.
 */
export type Mechanism = 'cross-attention' | 'concat' | 'vector';

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
}

/**
 * `noise`: unit Gaussian, not yet at a schedule's level. `noised`: at a schedule's level.
 * `clean`: an image's latent.
 */
export type LatentContent = 'noise' | 'noised' | 'clean';

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
  readonly nullSources?: readonly ('text' | 'class')[];
  /** Where its tokens come from, in order: what a null side must mirror. */
  readonly sources?: readonly ('text' | 'class')[];
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
}

export interface TimestepType {
  readonly kind: 'timestep';
  readonly sampler?: string;
  readonly predictionType?: PredictionType;
  /** Zone that gives it. */
  readonly zone?: string;
}

export type PortType =
  | ImageType
  | MaskType
  | LatentType
  | MomentsType
  | ConditioningType
  | PredictionPortType
  | ModelPortType
  | ScheduleType
  | TimestepType
  | { readonly kind: 'schedule-defaults'; readonly predictionType?: PredictionType }
  | { readonly kind: 'attention' }
  | { readonly kind: 'text' }
  | { readonly kind: 'tokens'; readonly length?: number; readonly textEncoder?: string }
  | { readonly kind: 'seed' }
  | { readonly kind: 'number' };

export type PortKind = PortType['kind'];

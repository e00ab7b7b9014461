import type { AppError } from '@core/errors';
import type { HashCache } from './hash-cache';

export interface PartContext {
  /** What messages call the pipeline. */
  readonly pipeline: string;
  /** Absolute folder with `model_index.json`. */
  readonly folder: string;
  readonly hashes: HashCache;
}

/** Why a part cannot be used, beside `problems` that do not keep it from being used. */
export interface PartReading<T> {
  readonly part?: T;
  readonly problems: readonly AppError[];
}

export const noPart = (...problems: AppError[]): PartReading<never> => ({ problems });

import type { AppError, Result } from '@core/errors';

/** What reading or opening gives: the value, or what a node is to fail with. */
export type Checked<T> = Result<T, AppError>;

export const failed = (error: AppError): Checked<never> => ({ ok: false, error });

/** Something a user can read and act on. Expected failures are values of this type; bugs throw. */
export interface AppError {
  /** Stable, kebab-case, for tests and translations: `token-width-mismatch`. */
  readonly code: string;
  /** What is wrong, with what was expected and what came. One or two sentences. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  readonly node?: string;
  readonly port?: string;
  readonly cause?: string;
}

/** A finding of validation: errors keep the graph from running, warnings do not. */
export interface Problem extends AppError {
  readonly severity: 'error' | 'warning';
  /** The wire at fault, where it is one wire of several on a port. */
  readonly edge?: string;
  /** Where in the graph that the subgraph `node` holds: ids from there inwards, and the port. */
  readonly inside?: { readonly path: readonly string[]; readonly port?: string };
}

export type Result<T, E = AppError> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const err = <E>(error: E): Result<never, E> => ({ ok: false, error });

/** Carries an AppError out of a node's `execute`; the executor turns it back into a value. */
export class NodeFailure extends Error {
  constructor(readonly error: AppError) {
    super(error.message);
    this.name = 'NodeFailure';
  }
}

/** Failures of `code` that name no port are those of `port`. */
export function atPort<T>(port: string, code: () => T): T {
  try {
    return code();
  } catch (cause) {
    if (cause instanceof NodeFailure) throw new NodeFailure({ port, ...cause.error });
    throw cause;
  }
}

/** Cancellation is neither a failure nor a bug: it has a type of its own. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled');
    this.name = 'Cancelled';
  }
}

export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}

import { broadcastBatch } from '../diffusion/tensor';
import { NodeFailure } from '../errors';
import type { PortProblem } from '../node-definition';
import type { FloatTensor } from '../values';

/** Batches go together when they are equal or 1; a batch of 1 is repeated. */

interface Sized {
  readonly port: string;
  readonly label: string;
  readonly batch?: number;
}

function mismatch(wires: readonly Sized[]) {
  const several = wires.filter(({ batch }) => batch !== undefined && batch !== 1);
  const [first] = several;
  const other = several.find(({ batch }) => batch !== first?.batch);
  if (!first || !other) return null;
  return {
    code: 'batch-mismatch',
    message: `${first.label} has ${first.batch} pictures, ${other.label} has ${other.batch}: batches must be equal, or one of them 1.`,
    hint: 'Give both the same batch.',
    port: other.port,
  };
}

/** Before running; batches not known yet agree with any. */
export function batchProblems(wires: readonly Sized[]): PortProblem[] {
  const problem = mismatch(wires);
  return problem ? [{ severity: 'error', ...problem }] : [];
}

/** The batch that comes of those wires, where all are known. */
export function commonBatch(batches: readonly (number | undefined)[]): number | undefined {
  const known = batches.filter((batch) => batch !== undefined);
  return known.length === batches.length ? Math.max(1, ...known) : undefined;
}

interface Given {
  readonly port: string;
  readonly label: string;
  readonly tensor: FloatTensor;
}

/** All of one batch, in order. @throws NodeFailure `batch-mismatch` */
export function alignBatches<const T extends readonly Given[]>(
  given: T,
): { readonly [K in keyof T]: FloatTensor } {
  const sized = given.map(({ tensor, ...wire }) => ({ ...wire, batch: tensor.dims[0] ?? 1 }));
  const problem = mismatch(sized);
  if (problem) throw new NodeFailure(problem);
  const batch = Math.max(...sized.map((wire) => wire.batch));
  // Batches are equal or 1, checked above; map keeps the tuple's length.
  return given.map(({ tensor }) => broadcastBatch(tensor, batch) ?? tensor) as {
    readonly [K in keyof T]: FloatTensor;
  };
}

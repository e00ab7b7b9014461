import { NodeFailure } from '../../errors';
import type { PortProblem } from '../../node-definition';
import type { LatentType, MaskType, NoiseLevel } from '../../ports/port-type';
import type { FloatTensor, LatentValue, MaskValue, Schedule, TimestepValue } from '../../values';
import { maxPool } from '../cells';
import { maskSizeNote, maskSizeProblems, sidesOf } from '../masks';
import { latentMismatch } from '../port-facts';
import { samplers } from '../samplers/index';
import { broadcastBatch, dimsText, mapTensor } from '../tensor';

export interface Kept {
  /** A clean latent: what stays outside the mask. */
  readonly original: LatentValue;
  /** 1 = repaint; a cell is repainted where any of its pixels is. */
  readonly mask: MaskValue;
  /** Unit noise that the original is brought to each noise level with. */
  readonly noise: LatentValue;
}

const afterStep = (schedule: Schedule, index: number) =>
  index + 1 < schedule.timesteps.length
    ? samplers[schedule.sampler].noiseLevel(schedule, index + 1)
    : { signal: 1, noise: 0 };

/**
 * After a step: inside the mask the latent, outside the original at the noise level that the step
 * came to; after the last step the original itself. As RePaint (Lugmayr et al. 2022, eq. 8) and
 * diffusers' inpainting with U-Nets that were not trained for it.
 * @throws NodeFailure when sizes or batches differ.
 */
export function blendMask(
  { schedule, index }: TimestepValue,
  latent: LatentValue,
  kept: Kept,
): LatentValue {
  return blendAt(afterStep(schedule, index), latent, kept);
}

/** The same of what a step believes the result to be: outside the mask it is the original. */
export const blendClean = (predictedClean: LatentValue, kept: Kept): LatentValue =>
  blendAt({ signal: 1, noise: 0 }, predictedClean, kept);

function blendAt(
  level: NoiseLevel,
  latent: LatentValue,
  { original, mask, noise }: Kept,
): LatentValue {
  const { dims } = latent.tensor;
  const [batch = 1, channels = 1, height = 1, width = 1] = dims;
  const clean = fitted(original.tensor, dims, 'original');
  const unit = fitted(noise.tensor, dims, 'noise');
  const repaint = broadcastBatch(maxPool(mask.tensor, { width, height }), batch);
  if (!repaint) throw new NodeFailure(batchMismatch(mask.tensor.dims[0], batch));
  const cells = height * width;
  const tensor = mapTensor(latent.tensor, (i) => {
    const item = Math.floor(i / (channels * cells));
    const share = repaint.data[item * cells + (i % cells)] ?? 0;
    const kept = level.signal * (clean.data[i] ?? 0) + level.noise * (unit.data[i] ?? 0);
    return share * (latent.tensor.data[i] ?? 0) + (1 - share) * kept;
  });
  return { ...latent, tensor };
}

function fitted(
  tensor: FloatTensor,
  dims: readonly number[],
  port: 'original' | 'noise',
): FloatTensor {
  const all = broadcastBatch(tensor, dims[0] ?? 1);
  if (all && dimsText(all.dims) === dimsText(dims)) return all;
  throw new NodeFailure({
    code: 'latent-mismatch',
    message: `The ${port} is ${dimsText(tensor.dims)}, the latent ${dimsText(dims)}.`,
    hint: 'Give Noise the image’s width, height and batch, and the same autoencoder.',
    port,
  });
}

const batchMismatch = (masks: number | undefined, batch: number) => ({
  code: 'batch-mismatch',
  message: `The mask is a batch of ${masks}, the latent one of ${batch}.`,
  hint: 'A mask of batch 1 fits any latent; other batches must be equal.',
  port: 'mask',
});

/** That a mask is not of the picture's size, for one that is there. */
export function maskNote(latent: LatentValue, mask: MaskValue): string | undefined {
  const factor = latent.autoencoder?.part.factor;
  const { width = 0, height = 0 } = sidesOf(latent.tensor);
  return factor === undefined
    ? undefined
    : maskSizeNote(sidesOf(mask.tensor), { width: width * factor, height: height * factor });
}

/** Why latents cannot be blended, and that a mask is resized; before running. */
export function blendProblems(
  latent: LatentType | undefined,
  kept: {
    readonly original?: LatentType;
    readonly noise?: LatentType;
    readonly mask?: Omit<MaskType, 'kind'>;
  },
): PortProblem[] {
  const problems: PortProblem[] = [];
  for (const port of ['original', 'noise'] as const) {
    const other = kept[port];
    const reason = latent && other && latentMismatch(other, latent);
    if (!reason) continue;
    problems.push({
      severity: 'error',
      code: 'latent-mismatch',
      message: `The ${port} and the latent differ: ${reason}.`,
      hint: 'Give Noise the image’s width, height and batch, and the same autoencoder.',
      port,
    });
  }
  const { width, height, factor, batch } = latent ?? {};
  const masks = kept.mask?.batch;
  if (batch !== undefined && masks !== undefined && masks !== 1 && masks !== batch) {
    problems.push({ severity: 'error', ...batchMismatch(masks, batch) });
  }
  const pixels =
    width && height && factor ? { width: width * factor, height: height * factor } : undefined;
  return [...problems, ...maskSizeProblems(kept.mask, pixels, 'mask')];
}

const keptPorts = ['mask', 'original', 'noise'] as const;

/** Mask, original and noise go together: all three or none. */
export function maskIncomplete(
  wired: Readonly<Record<(typeof keptPorts)[number], boolean>>,
): PortProblem[] {
  const missing = keptPorts.filter((port) => !wired[port]);
  if (missing.length === 0 || missing.length === keptPorts.length) return [];
  return [
    {
      severity: 'error',
      code: 'mask-incomplete',
      message: `To keep what lies outside a mask, Denoise needs mask, original and noise; ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not wired.`,
      hint: 'Wire a mask, the latent of Encode as Original, and Noise; or none of the three.',
      port: missing[0],
    },
  ];
}

import type { PartOf } from '../../models/manifest';
import type { ModelSession } from '../../node-context';
import type { ConditioningValue, FloatTensor, TimestepValue, TokenInfo } from '../../values';
import { predict, type UnetOptions, type UnetOutput } from '../denoising/unet-run';
import { tokensOf } from './attention-tokens';
import { hasTokens } from './conditioning';
import { resolveParts } from './conditioning-parts';
import { matchSides } from './null-match';
import { blendByWeights, regionWeights } from './region-weights';

export interface ConditionedOutput extends UnetOutput {
  /** What the L tokens of the attention maps say. */
  readonly tokens?: readonly TokenInfo[];
}

/** What of a conditioning runs at one step, and how its predictions are put together. */
interface Plan {
  readonly sides: readonly ConditioningValue[];
  /** One a side; absent: there is one side. */
  readonly weights?: readonly Float64Array[];
}

function planSides(
  unet: PartOf<'unet'>,
  conditioning: ConditioningValue,
  progress: number,
  size: { readonly width: number; readonly height: number },
): Plan {
  const { everywhere, regions } = resolveParts(conditioning, progress);
  if (regions.length === 0) return { sides: [everywhere] };
  const base = unet.tokenWidth === undefined || hasTokens(everywhere);
  const all = regionWeights(regions, base, size);
  const sides = [everywhere, ...regions.map((region) => region.conditioning)];
  // What counts nowhere need not run.
  const counts = all.map((weight) => weight.some((w) => w > 0));
  return { sides: sides.filter((_, i) => counts[i]), weights: all.filter((_, i) => counts[i]) };
}

/**
 * One run of the U-Net for all conditionings together, as U-Net step and Denoise both do it: what
 * holds at this step, each region as a side of its own, nulls in the shape of what they run beside.
 * @param latent `[B, C, h, w]` at the noise level of `timestep`, as the sampler keeps it.
 * @returns one output a conditioning, in order; attention where it is one side's.
 */
export async function predictConditioned(
  session: ModelSession,
  unet: PartOf<'unet'>,
  latent: FloatTensor,
  timestep: TimestepValue,
  conditionings: readonly ConditioningValue[],
  options: UnetOptions = {},
): Promise<ConditionedOutput[]> {
  const [, , height = 1, width = 1] = latent.dims;
  const progress = timestep.index / timestep.schedule.timesteps.length;
  const plans = conditionings.map((c) => planSides(unet, c, progress, { width, height }));
  const sides = matchSides(plans.flatMap((plan) => plan.sides));
  const outputs = await predict(session, unet, latent, timestep, sides, options);
  let from = 0;
  return plans.map(({ sides: own, weights }): ConditionedOutput => {
    const made = outputs.slice(from, from + own.length);
    const [side] = sides.slice(from, from + own.length);
    from += own.length;
    const [only] = made;
    if (only && made.length === 1) return { ...only, tokens: side && tokensOf(side) };
    const predictions = made.map((output) => output.prediction);
    return { prediction: blendByWeights(predictions, weights ?? []) };
  });
}

import type { PartOf } from '../../models/manifest';
import type { ModelSession } from '../../node-context';
import type { ConditioningValue, FloatTensor, Tensor, TimestepValue } from '../../values';
import { samplers } from '../samplers/index';
import { at } from '../samplers/sampler';
import { floatTensor, mapTensor, splitBatch, stackBatch } from '../tensor';
import { floatOutput, isRank4, pick, refuseOthers } from './model-io';
import { type UnetSide, unetSide } from './unet-input';

export interface UnetOutput {
  /** `[B, C, h, w]`. */
  readonly prediction: FloatTensor;
  /** `[B, h * w, L]`, where it was asked for and the model gives it. */
  readonly attention?: FloatTensor;
}

export interface UnetOptions {
  /** Fetch the attention maps too; left out they cost nothing. */
  readonly attention?: boolean;
}

async function runBatch(
  session: ModelSession,
  unet: PartOf<'unet'>,
  sides: readonly UnetSide[],
  timestep: number,
  options: UnetOptions,
): Promise<UnetOutput[]> {
  const sample = pick(session, 'inputs', 'sample input [B, C, h, w]', isRank4);
  const time = pick(session, 'inputs', 'timestep input', (info) => info.dims.length <= 1);
  const feeds: Record<string, Tensor> = {
    [sample.name]: stackBatch(sides.map((side) => side.sample)),
    // The session brings it to the rank and type the model declares: Euler's timesteps may be
    // fractional, and an integer input gets the nearest, which it reports.
    [time.name]: floatTensor(Float32Array.of(timestep), []),
  };
  const tokens = sides.flatMap((side) => (side.tokens ? [side.tokens] : []));
  if (tokens.length > 0) {
    const input = pick(
      session,
      'inputs',
      'token input [B, L, D]',
      (info) => info.dims.length === 3,
    );
    feeds[input.name] = stackBatch(tokens);
  }
  const vectors = sides.flatMap((side) => (side.vector ? [side.vector] : []));
  if (unet.vector && vectors.length > 0) {
    const { input } = unet.vector;
    const found = pick(session, 'inputs', `vector input ${input}`, (info) => info.name === input);
    feeds[found.name] = stackBatch(vectors);
  }
  refuseOthers(session, Object.keys(feeds));
  const predicted = pick(session, 'outputs', 'prediction output [B, C, h, w]', isRank4);
  const attention = options.attention
    ? session.outputs.find((info) => info.name === 'cross_attention')
    : undefined;
  const fetched = attention ? [predicted.name, attention.name] : [predicted.name];
  const outputs = await session.run(feeds, fetched);
  const predictions = splitBatch(floatOutput(outputs, predicted.name), sides.length);
  const maps = attention && splitBatch(floatOutput(outputs, attention.name), sides.length);
  return predictions.map((prediction, i) => ({ prediction, attention: maps?.[i] }));
}

/** A sample's place in the batch may change its last bits: the same sides always stand in the same places. */
function nullsLast(conditionings: readonly ConditioningValue[]): number[] {
  const indices = conditionings.map((_, i) => i);
  const isNull = (i: number) => conditionings[i]?.nullFor !== undefined;
  return [...indices.filter((i) => !isNull(i)), ...indices.filter(isNull)];
}

/**
 * One run of the U-Net for all sides together: samples stacked in the order of the sides, nulls
 * last. Sides whose tokens differ in number cannot be stacked and run apart.
 * @param latent `[B, C, h, w]` at the noise level of `timestep`, as the sampler keeps it.
 * @returns one output a side, in order.
 */
export async function predict(
  session: ModelSession,
  unet: PartOf<'unet'>,
  latent: FloatTensor,
  { schedule, index }: TimestepValue,
  conditionings: readonly ConditioningValue[],
  options: UnetOptions = {},
): Promise<UnetOutput[]> {
  const scale = samplers[schedule.sampler].inputScale(schedule, index);
  const scaled = scale === 1 ? latent : mapTensor(latent, (i) => scale * (latent.data[i] ?? 0));
  const sides = conditionings.map((conditioning) => unetSide(unet, scaled, conditioning));
  const byLength = new Map<number, number[]>();
  for (const i of nullsLast(conditionings)) {
    const length = sides[i]?.tokens?.dims[1] ?? 0;
    byLength.set(length, [...(byLength.get(length) ?? []), i]);
  }
  const timestep = at(schedule.timesteps, index);
  const outputs: UnetOutput[] = [];
  for (const members of byLength.values()) {
    const group = members.flatMap((i) => sides[i] ?? []);
    const results = await runBatch(session, unet, group, timestep, options);
    results.forEach((output, k) => {
      outputs[members[k] ?? 0] = output;
    });
  }
  return outputs;
}

import type { PartOf } from '../../models/manifest';
import type { ModelSession } from '../../node-context';
import type { ConditioningValue, FloatTensor, LatentValue, Schedule } from '../../values';
import { decodeLatent } from '../first-stage/autoencoder';
import { meanSquaredError, type NoisePlace } from '../first-stage/rate-distortion';
import { convertPrediction } from '../schedule/convert-prediction';
import { combine } from '../tensor';
import { predictConditioned } from './conditioned-run';

/** A picture, its latent, and the models that are asked about it. */
export interface Measurement {
  /** RGB 0..1, `[B, 3, H, W]`. */
  readonly image: FloatTensor;
  /** `[B, C, h, w]`, scaled. */
  readonly latent: LatentValue;
  readonly part: PartOf<'autoencoder'>;
  readonly decoder: ModelSession;
  readonly unet: PartOf<'unet'>;
  readonly session: ModelSession;
  readonly condition: ConditioningValue;
  readonly schedule: Schedule;
}

/** Mean squared error, pixels 0..1, of what a clean latent decodes to. */
export async function pixelError(of: Measurement, clean: FloatTensor): Promise<number> {
  const decoded = await decodeLatent(of.decoder, of.part, clean);
  return meanSquaredError(decoded.tensor, of.image);
}

/**
 * Noises the latent to a place of the schedule and asks the U-Net for the clean one.
 * @returns mean squared errors of the predicted clean latent and of the picture it decodes to.
 */
export async function measurePlace(
  of: Measurement,
  { index, signal, noise }: NoisePlace,
  gaussian: FloatTensor,
): Promise<{ readonly latentError: number; readonly imageError: number }> {
  const { latent, schedule } = of;
  const timestep = { kind: 'timestep', schedule, index } as const;
  const noised = combine(signal, latent.tensor, noise, gaussian);
  const [output] = await predictConditioned(of.session, of.unet, noised, timestep, [of.condition]);
  if (!output) throw new Error('a conditioning gives a prediction');
  const { clean } = convertPrediction(
    {
      kind: 'prediction',
      tensor: output.prediction,
      parameterisation: schedule.predictionType,
    },
    { ...latent, tensor: noised, content: 'noised' },
    timestep,
  );
  return {
    latentError: meanSquaredError(clean.tensor, latent.tensor),
    imageError: await pixelError(of, clean.tensor),
  };
}

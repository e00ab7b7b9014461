import type { ModelManifest, PartOf } from '../../models/manifest';
import type { PortProblem } from '../../node-definition';
import type { LatentType } from '../../ports/port-type';
import { autoencoderProblems } from '../port-facts';
import { isIdentity, type LatentScale, scaleOf } from './latent-scale';

type Autoencoder = PartOf<'autoencoder'>;

const round = (value: number): number => Number(value.toPrecision(4));
const scaleText = ({ factor, shift }: LatentScale): string =>
  shift === 0 ? `${round(factor)}` : `${round(factor)} and shift ${round(shift)}`;

/** A codebook has entries at the scale of its own encoder only: another scale finds other ones. */
const scaledByOther = (part: Autoencoder, other: Autoencoder) => ({
  code: 'latent-scaled',
  message: `The latent has the scale of ${other.pipeline} (factor ${scaleText(scaleOf(other))}); the codebook of ${part.pipeline} holds latents of factor ${scaleText(scaleOf(part))}.`,
  hint: `Encode the picture with the autoencoder of ${part.pipeline}.`,
  port: 'latent',
});

const rescaled = (part: Autoencoder, scale: LatentScale) => ({
  code: 'latent-scaled',
  message: `The latent was scaled by ${scaleText(scale)} on its way; the codebook of ${part.pipeline} holds latents as its encoder gives them.`,
  hint: 'Take Scale latent out, or put the inverse behind it.',
  port: 'latent',
});

const sameScale = (a: Autoencoder, b: Autoencoder): boolean =>
  a.scalingFactor === b.scalingFactor && a.shiftFactor === b.shiftFactor;

/** Why a latent cannot be quantized by an autoencoder's codebook, its maker known. */
export const foreignScale = (part: Autoencoder, maker: Autoencoder | undefined) =>
  part.regularization === 'vq' && maker && maker.hash !== part.hash && !sameScale(part, maker)
    ? scaledByOther(part, maker)
    : undefined;

interface Wires {
  readonly latent: LatentType | undefined;
  readonly part: Autoencoder | undefined;
  readonly models: readonly ModelManifest[];
  /** The codebook is asked. */
  readonly quantizes: boolean;
}

/** Whether a latent can be decoded, or quantized, by an autoencoder. */
export function decodeProblems({ latent, part, models, quantizes }: Wires): PortProblem[] {
  const problems = autoencoderProblems(latent, part);
  if (!latent || !part || problems.some(({ severity }) => severity === 'error')) return problems;
  const asksCodebook = quantizes && part.regularization === 'vq';
  const maker = models.find((model) => model.parts.autoencoder?.hash === latent.autoencoder);
  const foreign = asksCodebook ? foreignScale(part, maker?.parts.autoencoder) : undefined;
  // One reason is enough, and this one says more than that the latent is another model's.
  if (foreign) return [{ severity: 'error', ...foreign }];
  const { rescale } = latent;
  if (rescale && !isIdentity(rescale)) {
    problems.push({ severity: asksCodebook ? 'error' : 'warning', ...wording(part, rescale) });
  }
  return problems;
}

const wording = (part: Autoencoder, scale: LatentScale) =>
  part.regularization === 'vq'
    ? rescaled(part, scale)
    : {
        code: 'latent-scaled',
        message: `The latent was scaled by ${scaleText(scale)} on its way: colours and contrast will differ from what ${part.pipeline} was trained for.`,
        hint: 'Take Scale latent out, or put the inverse behind it.',
        port: 'latent',
      };

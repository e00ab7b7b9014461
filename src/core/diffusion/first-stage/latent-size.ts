import { NodeFailure } from '../../errors';
import type { PartOf } from '../../models/manifest';
import type { PortProblem } from '../../node-definition';
import type { LatentType } from '../../ports/port-type';
import type { LatentValue } from '../../values';

type Sides = Pick<LatentType, 'width' | 'height' | 'factor'>;

const cells = (width: number, height: number, factor: number | undefined): string =>
  factor === undefined
    ? `${width} × ${height} cells`
    : `${width * factor} × ${height * factor} px (${width} × ${height} cells)`;

/**
 * Why a U-Net cannot take a latent of this size, or nothing. It halves the latent on its way down
 * and joins each level with what comes back up: an odd side gives two sizes there, which an
 * exported model cannot join.
 */
export function latentSizeProblems(
  unet: PartOf<'unet'>,
  { width, height, factor }: Sides,
): PortProblem[] {
  const { sizeMultiple = 1, pipeline } = unet;
  if (!width || !height || (width % sizeMultiple === 0 && height % sizeMultiple === 0)) return [];
  const near = (side: number) => Math.max(1, Math.round(side / sizeMultiple)) * sizeMultiple;
  const needed =
    factor === undefined
      ? `${sizeMultiple} cells`
      : `${sizeMultiple * factor} px (${sizeMultiple} cells)`;
  return [
    {
      severity: 'error',
      code: 'latent-size-not-multiple',
      message: `The U-Net of ${pipeline} needs sides that are multiples of ${needed}; this latent is ${cells(width, height, factor)}.`,
      hint: `The nearest that works is ${cells(near(width), near(height), factor)}: set it where the size comes from, the Noise node or the image.`,
      port: 'latent',
    },
  ];
}

/**
 * The same for a latent that is there: an image's size is not known before it was read.
 * @throws NodeFailure
 */
export function checkLatentSize(unet: PartOf<'unet'>, { tensor, autoencoder }: LatentValue): void {
  const [, , height, width] = tensor.dims;
  const [problem] = latentSizeProblems(unet, { width, height, factor: autoencoder?.part.factor });
  if (!problem) return;
  const { severity: _severity, ...error } = problem;
  throw new NodeFailure(error);
}

/**
 * `trained at 64 px`, or nothing at that very size: convolutions take larger latents, but the model
 * has seen no layout wider than that.
 * @param trained latent cells of a side
 */
export function trainedSizeNote(
  trained: number | undefined,
  { width, height, factor }: Sides,
): string | undefined {
  if (!trained || !width || !height || (width === trained && height === trained)) return undefined;
  return factor ? `trained at ${trained * factor} px` : `trained at ${trained} cells`;
}

import { pixelMetrics } from '../../imaging/metrics';
import { shapeOf } from '../../imaging/shape';
import type { PartOf } from '../../models/manifest';
import type { TableContent } from '../../node-context';
import type { CodesValue, FloatTensor, ImageValue, LatentValue, MomentsValue } from '../../values';
import { codeBits, entropyBits, float32Bits, imageBits, posteriorBits } from './compression';

interface CompressionInput {
  readonly image: ImageValue;
  readonly latent: LatentValue;
  readonly part: PartOf<'autoencoder'>;
  readonly moments?: MomentsValue;
  readonly codes?: CodesValue;
  /** `[B, 3, H, W]` of the image's size. */
  readonly reconstruction?: FloatTensor;
}

interface CompressionReport {
  /** Of the image and of what its latent says, a picture; the latter as little as is known. */
  readonly imageBits: number;
  readonly latentBits: number;
  readonly table: TableContent;
}

type Row = TableContent['rows'][number];

const whole = (value: number): string => Math.round(value).toLocaleString('en');
const times = (a: number, b: number): string => `${(a / b).toFixed(1)} : 1`;

/** What the first stage keeps of one picture, in numbers and in bits. */
export function compressionReport(input: CompressionInput): CompressionReport {
  const { image, latent, part } = input;
  const from = shapeOf(image.tensor);
  const to = shapeOf(latent.tensor);
  const cells = to.width * to.height;
  const imageValues = 3 * from.width * from.height;
  const latentValues = to.channels * cells;
  const raw = imageBits(from.width, from.height);
  const stored = latentValues * float32Bits;
  const told = saidBits(input, { cells, imageValues, latentValues });
  const latentBits = told?.bits ?? stored;
  const rows: Row[] = [
    { label: 'Image', value: `${from.width} × ${from.height} × 3` },
    { label: 'Latent', value: `${to.width} × ${to.height} × ${to.channels}` },
    {
      label: 'Factor',
      value: `${part.factor}`,
      doc: 'Pixels a latent cell spans along each axis.',
    },
    {
      label: 'Values',
      value: `${whole(imageValues)} to ${whole(latentValues)}`,
      doc: `Numbers in the image and in the latent: ${times(imageValues, latentValues)}.`,
    },
    { label: 'Image, 8 bit', value: `${whole(raw)} bits` },
    { label: 'Latent, float32', value: `${whole(stored)} bits`, doc: 'As it is held in memory.' },
    ...(told?.rows ?? []),
    {
      label: 'Ratio',
      value: times(raw, latentBits),
      doc: 'Bits of the image to the bits of what the latent says.',
    },
    ...(input.reconstruction ? lossRows(image.tensor, input.reconstruction) : []),
  ];
  const title = `Compression by ${part.pipeline}`;
  return { imageBits: raw, latentBits, table: { kind: 'table', title, rows } };
}

interface Counts {
  readonly cells: number;
  readonly imageValues: number;
  readonly latentValues: number;
}

/** KL: bits of the posterior beyond the prior. VQ: bits of the code indices. */
function saidBits(
  { part, moments, codes }: CompressionInput,
  { cells, imageValues, latentValues }: Counts,
): { readonly bits: number; readonly rows: readonly Row[] } | undefined {
  if (moments) {
    const bits = posteriorBits(moments);
    const rows = [
      {
        label: 'Posterior',
        value: `${whole(bits)} bits`,
        doc: 'KL divergence of the encoder’s distribution from a unit Gaussian: what the latent tells of this picture.',
      },
      { label: 'A latent value', value: `${(bits / latentValues).toFixed(2)} bits` },
      { label: 'An image value', value: `${(bits / imageValues).toFixed(3)} bits` },
    ];
    return { bits, rows };
  }
  const codebook = codes?.codebook ?? part.codebook;
  if (part.regularization !== 'vq' || codebook === undefined) return undefined;
  const bits = codeBits(cells, codebook);
  const entropy = codes && {
    label: 'Their entropy',
    value: `${whole(entropyBits(codes))} bits`,
    doc: 'What they would take with a code made for how often each occurs in this picture.',
  };
  const rows: Row[] = [
    {
      label: 'Code indices',
      value: `${whole(bits)} bits`,
      doc: `${cells} cells, each one of ${codebook} entries.`,
    },
    ...(entropy ? [entropy] : []),
    { label: 'A cell', value: `${Math.log2(codebook).toFixed(2)} bits` },
    { label: 'An image value', value: `${(bits / imageValues).toFixed(3)} bits` },
  ];
  return { bits, rows };
}

function lossRows(image: FloatTensor, reconstruction: FloatTensor): Row[] {
  const { psnr, rmse } = pixelMetrics(image, reconstruction);
  return [
    { label: 'PSNR', value: Number.isFinite(psnr) ? `${psnr.toFixed(2)} dB` : 'infinite: equal' },
    { label: 'RMSE', value: `${rmse.toFixed(2)} of 255`, doc: 'Of the reconstruction.' },
  ];
}

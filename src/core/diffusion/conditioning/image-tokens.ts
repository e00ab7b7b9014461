import { resize } from '../../imaging/resize';
import type { PartOf } from '../../models/manifest';
import type { ModelSession, TensorInfo } from '../../node-context';
import type { FloatTensor } from '../../values';
import { floatOutput, isRank4, pick, refuseOthers } from '../denoising/model-io';
import { floatTensor, mapTensor } from '../tensor';

/**
 * RGB 0..1 `[B, 3, H, W]` through an image encoder: resized to its square, normalised by its mean
 * and deviation, to tokens `[B, L, D]`. An encoder that gives one vector an image gives one token.
 */
export async function imageTokens(
  session: ModelSession,
  part: PartOf<'image-encoder'>,
  image: FloatTensor,
): Promise<FloatTensor> {
  const input = pick(session, 'inputs', 'input [B, 3, H, W]', isRank4);
  refuseOthers(session, [input.name]);
  const wide = (info: TensorInfo, rank: number) =>
    info.dims.length === rank && fits(info.dims.at(-1), part.tokenWidth);
  const output = pick(
    session,
    'outputs',
    `output of ${part.tokenWidth}-wide tokens [B, L, D] or [B, D]`,
    (info) => wide(info, 3) || wide(info, 2),
  );
  const square = resize(image, {
    width: part.imageSize,
    height: part.imageSize,
    method: 'bicubic',
  });
  const pixels = part.imageSize ** 2;
  const normalised = mapTensor(square, (i) => {
    const channel = Math.floor(i / pixels) % 3;
    return ((square.data[i] ?? 0) - (part.mean[channel] ?? 0)) / (part.std[channel] ?? 1);
  });
  const tokens = floatOutput(await session.run({ [input.name]: normalised }), output.name);
  const [batch = 1, ...rest] = tokens.dims;
  return rest.length === 2 ? tokens : floatTensor(tokens.data, [batch, 1, ...rest]);
}

/** A width that the export leaves open may be the wanted one; the U-Net tells if it is not. */
const fits = (dim: number | string | undefined, width: number): boolean =>
  typeof dim !== 'number' || dim === width;

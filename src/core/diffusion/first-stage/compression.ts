import type { CodesValue, MomentsValue } from '../../values';
import { codebookUse } from './quantize';

/** 8 bits a value, three values a pixel. */
export const imageBits = (width: number, height: number): number => 24 * width * height;

export const float32Bits = 32;

/**
 * Bits that the posterior carries of one picture beyond the prior N(0, 1):
 * KL = 1/2 * sum(mean^2 + variance - 1 - log variance), Kingma & Welling 2014 appendix B, in bits.
 */
export function posteriorBits({ mean, logvar }: MomentsValue): number {
  const [batch = 1] = mean.dims;
  let nats = 0;
  for (let i = 0; i < mean.data.length; i++) {
    const log = logvar.data[i] ?? 0;
    nats += 0.5 * ((mean.data[i] ?? 0) ** 2 + Math.exp(log) - 1 - log);
  }
  return nats / Math.LN2 / batch;
}

/** Each cell names one entry of the codebook. */
export const codeBits = (cells: number, codebook: number): number => cells * Math.log2(codebook);

/** What the codes of one picture would take with an entropy coder made for just these codes. */
export function entropyBits(codes: CodesValue): number {
  const [, height = 1, width = 1] = codes.indices.dims;
  return codebookUse(codes).entropy * height * width;
}

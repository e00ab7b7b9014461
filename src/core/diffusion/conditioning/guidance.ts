import { NodeFailure } from '../../errors';
import type { FloatTensor, PredictionValue } from '../../values';
import { dimsText, floatTensor, mapTensor } from '../tensor';

/** Standard deviation of each sample of the batch over all its values. */
function deviations(tensor: FloatTensor): number[] {
  const batch = tensor.dims[0] ?? 1;
  const size = tensor.data.length / batch;
  return Array.from({ length: batch }, (_, b) => {
    const values = tensor.data.subarray(b * size, (b + 1) * size);
    const mean = values.reduce((sum, x) => sum + x, 0) / size;
    return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / size);
  });
}

/** Lin et al. 2023, eq. 15 and 16: gives the guided prediction the conditional one's deviation. */
function rescaled(guided: FloatTensor, conditional: FloatTensor, amount: number): FloatTensor {
  const wanted = deviations(conditional);
  const size = guided.data.length / wanted.length;
  const data = guided.data.slice();
  deviations(guided).forEach((deviation, b) => {
    // A constant prediction has nothing to rescale.
    const ratio = deviation === 0 ? 1 : (wanted[b] ?? deviation) / deviation;
    const factor = amount * ratio + (1 - amount);
    for (let i = b * size; i < (b + 1) * size; i++) data[i] = (data[i] ?? 0) * factor;
  });
  return floatTensor(data, guided.dims);
}

/** What guidance also moves away from. */
export interface Negative {
  readonly prediction: PredictionValue;
  readonly scale: number;
}

/**
 * Classifier-free guidance (Ho and Salimans 2022): null + scale * (conditional - null), with a
 * negative less negative.scale * (negative - null) (Liu et al. 2022, "Compositional visual
 * generation", eq. 12), then rescaled by `rescale` (0 none .. 1 full).
 * @throws NodeFailure when they differ in size or meaning.
 */
export function guide(
  conditional: PredictionValue,
  unconditional: PredictionValue,
  scale: number,
  rescale: number,
  negative?: Negative,
): PredictionValue {
  const given = conditional.tensor;
  const none = unconditional.tensor;
  requireSame(conditional, unconditional, 'unconditional');
  if (negative) requireSame(conditional, negative.prediction, 'negative');
  const away = negative?.prediction.tensor.data;
  const awayScale = negative?.scale ?? 0;
  const guided = mapTensor(given, (i) => {
    const base = none.data[i] ?? 0;
    const towards = base + scale * ((given.data[i] ?? 0) - base);
    return away ? towards - awayScale * ((away[i] ?? 0) - base) : towards;
  });
  return {
    ...conditional,
    tensor: rescale > 0 ? rescaled(guided, given, rescale) : guided,
  };
}

function requireSame(
  conditional: PredictionValue,
  other: PredictionValue,
  port: 'unconditional' | 'negative',
): void {
  const sizes = [conditional, other].map(({ tensor }) => dimsText(tensor.dims));
  if (sizes[0] === sizes[1] && conditional.parameterisation === other.parameterisation) return;
  throw new NodeFailure({
    code: 'prediction-mismatch',
    message: `The conditional prediction is ${conditional.parameterisation} ${sizes[0]}, the ${port} one ${other.parameterisation} ${sizes[1]}.`,
    hint: 'Take both from the same U-Net, latent and schedule.',
    port,
  });
}

import { assertNever } from '@core/errors';
import type { Tensor, Value, ValueSummary } from '@core/values';

/** What a value takes beside its tensors: objects, strings, a schedule's lists. */
const overheadBytes = 256;
/** Statistics of larger tensors would take longer than they are worth: a picture of 1,180 px a side. */
const mostValuesForStats = 2 ** 22;

export function valueBytes(value: Value): number {
  const data = tensorsOf(value).reduce((sum, tensor) => sum + tensor.data.byteLength, 0);
  const text = value.kind === 'text' ? 2 * value.text.length : 0;
  return data + text + overheadBytes;
}

/** What may leave the engine of a value: never its data. */
export function summarise(value: Value): ValueSummary {
  const [tensor] = tensorsOf(value);
  return {
    kind: value.kind,
    dims: tensor?.dims,
    bytes: valueBytes(value),
    stats: tensor && statsOf(tensor),
  };
}

function statsOf({ data }: Tensor): ValueSummary['stats'] {
  if (!(data instanceof Float32Array) || data.length === 0) return undefined;
  if (data.length > mostValuesForStats) return undefined;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let squares = 0;
  for (const value of data) {
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    squares += value * value;
  }
  const mean = sum / data.length;
  const std = Math.sqrt(Math.max(0, squares / data.length - mean * mean));
  return { min, max, mean, std };
}

function tensorsOf(value: Value): readonly Tensor[] {
  switch (value.kind) {
    case 'image':
    case 'mask':
    case 'latent':
    case 'prediction':
    case 'attention':
    case 'tensor':
      return [value.tensor];
    case 'moments':
      return [value.mean, value.logvar];
    case 'conditioning':
      return [
        ...value.segments.map(({ tensor }) => tensor),
        ...Object.values(value.slots),
        ...Object.values(value.nullFor ?? {}).flatMap((tensor) => tensor ?? []),
        ...Object.values(value.nullVectors ?? {}).flatMap((tensor) => tensor ?? []),
        ...(value.vector ? [value.vector] : []),
        ...(value.parts ?? []).flatMap(({ conditioning, mask }) => [
          ...tensorsOf(conditioning),
          ...(mask ? [mask] : []),
        ]),
      ];
    case 'semantic-map':
    case 'codes':
      return [value.indices];
    case 'trajectory':
      return value.steps.flatMap(({ predictedClean, attention }) => [
        ...(predictedClean ? [predictedClean.tensor] : []),
        ...(attention ? [attention] : []),
      ]);
    case 'layout':
    case 'schedule':
    case 'timestep':
    case 'model':
    case 'tokens':
    case 'schedule-defaults':
    case 'text':
    case 'seed':
    case 'number':
      return [];
    default:
      return assertNever(value);
  }
}

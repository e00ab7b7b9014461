import { type AppError, err, ok, type Result } from '@core/errors';
import type { TensorInfo } from '@core/node-context';
import type { Tensor, TensorData } from '@core/values';
import { toHalf } from './float16';

/** A feed in the very type and rank the model declares. */
export interface Feed {
  readonly type: Tensor['type'];
  readonly dims: readonly number[];
  readonly data: TensorData;
  /** Set where a fraction was lost: said once a run. */
  readonly rounded?: { readonly from: number; readonly to: number };
}

/** Converts what a node feeds to what the model takes, or says what does not fit. */
export function prepareFeeds(
  model: string,
  inputs: readonly TensorInfo[],
  feeds: Readonly<Record<string, Tensor>>,
): Result<Readonly<Record<string, Feed>>, AppError> {
  const unknown = Object.keys(feeds).find((name) => !inputs.some((input) => input.name === name));
  const absent = inputs.find((input) => !Object.hasOwn(feeds, input.name));
  if (unknown !== undefined || absent) {
    return err(otherInputs(model, inputs, Object.keys(feeds)));
  }
  const prepared: Record<string, Feed> = {};
  for (const input of inputs) {
    const tensor = feeds[input.name];
    if (!tensor) continue;
    const dims = fitDims(tensor, input);
    if (!dims) return err(otherShape(model, input, tensor));
    const converted = convert(tensor, input.type);
    if (!converted) return err(otherType(model, input, tensor));
    prepared[input.name] = { ...converted, dims };
  }
  return ok(prepared);
}

/** Numbers of the declared shape must match, names take any; one value may be `[]` or `[1]`. */
function fitDims(tensor: Tensor, input: TensorInfo): readonly number[] | null {
  const { dims } = tensor;
  const oneValue = tensor.data.length === 1 && input.dims.length <= 1;
  if (oneValue && dims.length <= 1) return input.dims.length === 0 ? [] : [1];
  const fits =
    dims.length === input.dims.length &&
    input.dims.every((dim, axis) => typeof dim === 'string' || dim < 0 || dim === dims[axis]);
  return fits ? dims : null;
}

function convert(tensor: Tensor, type: string): Omit<Feed, 'dims'> | null {
  if (tensor.type === type) return { type: tensor.type, data: tensor.data };
  const numbers = Array.from<number | bigint, number>(tensor.data, Number);
  switch (type) {
    case 'float32':
      return { type, data: Float32Array.from(numbers) };
    case 'float16':
      return { type, data: Uint16Array.from(numbers, toHalf) };
    case 'int64': {
      const whole = numbers.map(Math.round);
      return { type, data: BigInt64Array.from(whole, BigInt), ...roundedNote(numbers, whole) };
    }
    case 'int32': {
      const whole = numbers.map(Math.round);
      return { type, data: Int32Array.from(whole), ...roundedNote(numbers, whole) };
    }
    default:
      return null;
  }
}

function roundedNote(numbers: readonly number[], whole: readonly number[]): Pick<Feed, 'rounded'> {
  const at = numbers.findIndex((number, index) => number !== whole[index]);
  return at < 0 ? {} : { rounded: { from: numbers[at] ?? 0, to: whole[at] ?? 0 } };
}

const shape = (dims: readonly (number | string)[]): string => `[${dims.join(', ')}]`;

const list = (inputs: readonly TensorInfo[]): string =>
  inputs.map((input) => `${input.name} ${input.type} ${shape(input.dims)}`).join(', ');

const otherInputs = (
  model: string,
  inputs: readonly TensorInfo[],
  given: readonly string[],
): AppError => ({
  code: 'model-inputs-differ',
  message: `${model} takes ${list(inputs)}; this node gives ${given.join(', ')}.`,
  hint: 'The file is another kind of model than its folder says. Check the pipeline it came with.',
});

const otherShape = (model: string, input: TensorInfo, tensor: Tensor): AppError => ({
  code: 'model-shape-differs',
  message: `${model} takes ${input.name} as ${shape(input.dims)}; what came is ${shape(tensor.dims)}.`,
  hint: 'Check the size in pixels, and that all parts come from one pipeline.',
});

const otherType = (model: string, input: TensorInfo, tensor: Tensor): AppError => ({
  code: 'model-type-differs',
  message: `${model} takes ${input.name} as ${input.type}, which ${tensor.type} cannot be made into.`,
  hint: 'Export the model with float32, float16, int32 or int64 inputs.',
});

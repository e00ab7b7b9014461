import { floatTensor } from '../diffusion/tensor';
import { NodeFailure } from '../errors';
import type { PortKind, PortType } from '../ports/port-type';
import type { FloatTensor, Tensor, Value } from '../values';
import { describeTensor, type OnnxTensor } from './onnx-file';

/** What black and white are to a model: scale and shift from our 0..1. */
const ranges = { unit: [1, 0], signed: [2, -1], bytes: [255, 0] } as const;
export type PictureRange = keyof typeof ranges;

/** What an output of an ONNX file is to other nodes; `shape`: `[B, 3, H, W]` a picture, `[B, 1, H, W]` a mask. */
export function outputType({ dims }: OnnxTensor, gives: string): PortType {
  const kind = gives === 'shape' ? kindOfShape(dims) : gives;
  switch (kind) {
    case 'image':
    case 'mask':
      return { kind };
    case 'latent':
      return { kind, channels: typeof dims[1] === 'number' ? dims[1] : undefined };
    default:
      return { kind: 'tensor', dims };
  }
}

const kindOfShape = (dims: OnnxTensor['dims']): PortKind =>
  dims.length !== 4 ? 'tensor' : dims[1] === 3 ? 'image' : dims[1] === 1 ? 'mask' : 'tensor';

/** A value as the tensor that an input takes; a number fills a tensor of one element. Throws `NodeFailure`. */
export function toTensor(value: Value, input: OnnxTensor, range: PictureRange): Tensor {
  const [scale, shift] = ranges[range];
  switch (value.kind) {
    case 'tensor':
      return value.tensor;
    case 'image':
      return affine(value.tensor, scale, shift);
    case 'mask':
    case 'latent':
    case 'attention':
      return value.tensor;
    case 'number':
      return floatTensor(
        Float32Array.of(value.value),
        input.dims.map(() => 1),
      );
    case 'seed':
      return floatTensor(
        Float32Array.of(value.seed),
        input.dims.map(() => 1),
      );
    default:
      throw new NodeFailure({
        code: 'onnx-input-kind',
        message: `${input.name} takes ${describeTensor(input)}; what came is ${value.kind}, which is no tensor.`,
        hint: 'Wire an image, a mask, a latent, a number or another tensor.',
        port: input.name,
      });
  }
}

/** What a model gave as the kind of its port. Pictures are cut to 0..1. Throws `NodeFailure`. */
export function fromTensor(
  tensor: Tensor,
  kind: PortKind,
  range: PictureRange,
  name: string,
): Value {
  if (kind !== 'image' && kind !== 'mask' && kind !== 'latent') return { kind: 'tensor', tensor };
  const channels = { image: 3, mask: 1, latent: undefined }[kind];
  const [, found] = tensor.dims;
  if (!isFloat(tensor) || tensor.dims.length !== 4 || (channels && channels !== found)) {
    throw new NodeFailure({
      code: 'onnx-output-shape',
      message: `${name} is to be read as ${kind}, ${describeTensor({ type: 'float32', dims: ['B', channels ?? 'C', 'H', 'W'] })}; the model gave ${describeTensor({ type: tensor.type, dims: [...tensor.dims] })}.`,
      hint: 'Choose another kind in Gives.',
    });
  }
  if (kind === 'latent') return { kind, tensor, content: 'clean' };
  if (kind === 'mask') return { kind, tensor };
  const [scale, shift] = ranges[range];
  const picture = affine(tensor, 1 / scale, -shift / scale);
  return { kind, tensor: floatTensor(picture.data.map(clamp), picture.dims) };
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

const isFloat = (tensor: Tensor): tensor is FloatTensor =>
  tensor.type === 'float32' && tensor.data instanceof Float32Array;

const affine = (tensor: FloatTensor, scale: number, shift: number): FloatTensor =>
  scale === 1 && shift === 0
    ? tensor
    : floatTensor(
        tensor.data.map((value) => value * scale + shift),
        tensor.dims,
      );

import { NodeFailure } from '../../errors';
import type { ModelSession, TensorInfo } from '../../node-context';
import type { FloatTensor, Tensor } from '../../values';

/** Names and ranks are read from the model: exporters do not agree on them. */

const listed = (infos: readonly TensorInfo[]): string =>
  infos.map((info) => `${info.name} ${info.type} [${info.dims.join(', ')}]`).join('; ') || 'none';

/** @throws NodeFailure naming the model and what it has instead. */
export function pick(
  session: ModelSession,
  side: 'inputs' | 'outputs',
  wanted: string,
  test: (info: TensorInfo) => boolean,
): TensorInfo {
  const infos = session[side];
  const found = infos.find(test);
  if (found) return found;
  throw new NodeFailure({
    code: 'model-tensor-missing',
    message: `${session.name} has no ${wanted}; its ${side} are ${listed(infos)}.`,
    hint: 'Another kind of model seems to lie in this folder: put the part there that its name says, exported for ONNX as diffusers pipelines are.',
  });
}

/** @throws NodeFailure when a model wants an input that nothing here gives. */
export function refuseOthers(session: ModelSession, given: readonly string[]): void {
  const others = session.inputs.filter((info) => !given.includes(info.name));
  if (others.length === 0) return;
  throw new NodeFailure({
    code: 'model-input-unknown',
    message: `${session.name} also wants ${listed(others)}, which no node gives.`,
    hint: 'This kind of model is not supported yet.',
  });
}

export const isRank4 = (info: TensorInfo): boolean => info.dims.length === 4;

/** A float32 output. @throws NodeFailure for any other type. */
export function floatOutput(outputs: Readonly<Record<string, Tensor>>, name: string): FloatTensor {
  const tensor = outputs[name];
  if (tensor && tensor.type === 'float32' && tensor.data instanceof Float32Array) {
    return { type: 'float32', dims: tensor.dims, data: tensor.data };
  }
  throw new NodeFailure({
    code: 'model-output-type',
    message: `The model’s output ${name} is ${tensor?.type ?? 'missing'}; float32 was expected.`,
    hint: 'Use a float32 export of the model.',
  });
}

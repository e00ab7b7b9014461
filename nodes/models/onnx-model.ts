import { NodeFailure } from '@core/errors';
import { describeTensor, type OnnxTensor } from '@core/models/onnx-file';
import { fromTensor, outputType, toTensor } from '@core/models/onnx-values';
import type { TensorInfo } from '@core/node-context';
import { defineNode, type Inputs, type Outputs } from '@core/node-definition';
import type { PortType } from '@core/ports/port-type';
import type { Tensor, Value } from '@core/values';

export default defineNode({
  type: 'onnx-model',
  version: 1,
  title: 'ONNX model',
  category: 'models',
  doc: 'Any .onnx file as a node: its own inputs and outputs become ports.',
  synonyms: ['custom model', 'run onnx', 'inference', 'upscaler', 'filter', 'network'],
  inputs: {},
  outputs: {},
  params: {
    model: {
      kind: 'onnx',
      label: 'Model',
      doc: 'An .onnx file. What goes in and out of it is kept in the graph.',
      default: null,
    },
    range: {
      kind: 'select',
      label: 'Pictures',
      doc: 'The values that the model takes and gives for black and white.',
      default: 'unit',
      options: [
        { value: 'unit', label: '0 to 1' },
        { value: 'signed', label: '-1 to 1' },
        { value: 'bytes', label: '0 to 255' },
      ],
    },
    gives: {
      kind: 'select',
      label: 'Gives',
      doc: 'What the outputs are to other nodes.',
      default: 'shape',
      options: [
        { value: 'shape', label: 'As the shape', doc: 'three channels are a picture, one a mask' },
        { value: 'image', label: 'Pictures' },
        { value: 'mask', label: 'Masks' },
        { value: 'latent', label: 'Latents' },
        { value: 'tensor', label: 'Plain tensors' },
      ],
      wirable: false,
    },
    provider: {
      kind: 'select',
      label: 'Provider',
      doc: 'What it runs on.',
      default: 'auto',
      options: ['auto', 'cpu', 'webgpu', 'cuda', 'dml', 'coreml'].map((value) => ({
        value,
        label: value === 'auto' ? 'Auto' : value,
      })),
      advanced: true,
    },
  },
  ports({ model, gives }) {
    const inputs: Record<string, Inputs[string]> = {};
    for (const tensor of model?.inputs ?? []) {
      const doc = `The model's input ${tensor.name}: ${describeTensor(tensor)}.`;
      inputs[tensor.name] = { label: tensor.name, type: { kind: 'tensor' }, doc };
    }
    const outputs: Record<string, Outputs[string]> = {};
    for (const tensor of model?.outputs ?? []) {
      const doc = `The model's output ${tensor.name}: ${describeTensor(tensor)}.`;
      outputs[tensor.name] = { label: tensor.name, type: outputType(tensor, gives), doc };
    }
    return { inputs, outputs };
  },
  effects: 'pure',
  infer({ params: { model } }) {
    if (!model) {
      return {
        outputs: {},
        problems: [
          {
            severity: 'error',
            code: 'onnx-not-chosen',
            message: 'No ONNX file is chosen.',
            hint: 'Choose one in the Model field.',
          },
        ],
      };
    }
    return {
      outputs: {},
      notes: Object.fromEntries(model.inputs.map((one) => [one.name, describeTensor(one)])),
    };
  },
  async execute(ctx, inputs, { model, range, gives, provider }) {
    if (!model) throw new NodeFailure(notChosen);
    const session = await ctx.onnx(model.file, provider);
    const changed =
      difference(model.inputs, session.inputs) ?? difference(model.outputs, session.outputs);
    if (changed) ctx.fail({ ...fileChanged, message: `${fileChanged.message} ${changed}` });
    const values: Readonly<Record<string, Value>> = inputs;
    const feeds: Record<string, Tensor> = {};
    for (const tensor of model.inputs) {
      const value = values[tensor.name];
      if (value) feeds[tensor.name] = toTensor(value, tensor, range);
    }
    const given = await session.run(feeds);
    const outputs: Record<string, Value> = {};
    for (const tensor of model.outputs) {
      const value = given[tensor.name];
      const type: PortType = outputType(tensor, gives);
      if (value) outputs[tensor.name] = fromTensor(value, type.kind, range, tensor.name);
    }
    return outputs;
  },
});

/** The names, types and shapes that the ports were made of must still be the file's. */
function difference(kept: readonly OnnxTensor[], now: readonly TensorInfo[]): string | null {
  const same =
    kept.length === now.length &&
    kept.every((before) => now.some((after) => sameTensor(before, after)));
  if (same) return null;
  const text = (list: readonly TensorInfo[]) =>
    list.map((one) => `${one.name} ${describeTensor(one)}`).join(', ') || 'none';
  return `It had ${text(kept)}; now it has ${text(now)}.`;
}

/** The runtime may know a size, or a whole shape, that the file leaves open: only what contradicts differs. */
const sameTensor = (a: TensorInfo, b: TensorInfo): boolean =>
  a.name === b.name && a.type === b.type && agree(a.dims, b.dims);

const agree = (a: TensorInfo['dims'], b: TensorInfo['dims']): boolean =>
  a.length === 0 ||
  b.length === 0 ||
  (a.length === b.length &&
    a.every((dim, i) => dim === b[i] || typeof dim === 'string' || typeof b[i] === 'string'));

const notChosen = {
  code: 'onnx-not-chosen',
  message: 'No ONNX file is chosen.',
  hint: 'Choose one in the Model field.',
};

const fileChanged = {
  code: 'onnx-changed',
  message: 'The file has other inputs or outputs than when it was chosen.',
  hint: 'Choose it again in the Model field: its ports are then made anew.',
  port: 'model',
};

/**
 * ONNX files of one operator, written field by field (onnx.proto3): models that misbehave on
 * purpose must not need a Python toolbox.
 */
const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...varint(Math.floor(value / 128))];
const field = (number: number, bytes: readonly number[]): number[] => [
  ...varint((number << 3) | 2),
  ...varint(bytes.length),
  ...bytes,
];
const int = (number: number, value: number): number[] => [...varint(number << 3), ...varint(value)];
const text = (number: number, value: string): number[] => field(number, [...Buffer.from(value)]);

/** float32 with named dimensions or numbers. */
function valueInfo(name: string, dims: readonly (string | number)[]): number[] {
  const shape = dims.flatMap((dim) =>
    field(1, typeof dim === 'string' ? text(2, dim) : int(1, dim)),
  );
  const tensor = [...int(1, 1), ...field(2, shape)];
  return [...text(1, name), ...field(2, field(1, tensor))];
}

interface TinyModel {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly input: { readonly name: string; readonly dims: readonly (string | number)[] };
  readonly output: { readonly name: string; readonly dims: readonly (string | number)[] };
}

/** The model's one operator reads `inputs` (the graph's input, as often as wanted). */
export function tinyOnnx({ operator, inputs, input, output }: TinyModel): Buffer {
  const node = [
    ...inputs.flatMap((name) => text(1, name)),
    ...text(2, output.name),
    ...text(4, operator),
  ];
  const graph = [
    ...field(1, node),
    ...text(2, 'tiny'),
    ...field(11, valueInfo(input.name, input.dims)),
    ...field(12, valueInfo(output.name, output.dims)),
  ];
  const opset = [...text(1, ''), ...int(2, 17)];
  return Buffer.from([...int(1, 8), ...field(7, graph), ...field(8, opset)]);
}

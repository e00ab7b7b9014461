import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { type AppError, err, ok, type Result } from '@core/errors';
import type { OnnxTensor } from '@core/models/onnx-file';

/**
 * Reads what goes in and out of an ONNX file: the protobuf messages ModelProto, GraphProto and
 * ValueInfoProto of onnx.proto3, field by field. Weights and operators are stepped over, so a file of
 * gigabytes costs a few reads. Fails with `onnx-unreadable`.
 */
export function readOnnx(path: string): Result<{ inputs: OnnxTensor[]; outputs: OnnxTensor[] }> {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const source = { file, end: fstatSync(file).size };
    const graph = fields(source, 0, source.end).find(({ number }) => number === modelGraph);
    if (!graph) return err(unreadable(path, 'it has no graph'));
    const inGraph = fields(source, graph.start, graph.end);
    const named = (number: number) =>
      inGraph.filter((field) => field.number === number).map((field) => valueInfo(source, field));
    // Files of the first versions list their weights among the inputs.
    const weights = new Set(
      inGraph
        .filter(({ number }) => number === graphInitializer)
        .map(({ start, end }) => text(source, fields(source, start, end), tensorName)),
    );
    const inputs = named(graphInput).filter(({ name }) => !weights.has(name));
    const outputs = named(graphOutput);
    if (outputs.length === 0) return err(unreadable(path, 'its graph gives nothing'));
    return ok({ inputs, outputs });
  } catch (cause) {
    return err(unreadable(path, cause instanceof Error ? cause.message : String(cause)));
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

// Numbers of fields in onnx.proto3.
const modelGraph = 7;
const graphInitializer = 5;
const graphInput = 11;
const graphOutput = 12;
const tensorName = 8;
const infoName = 1;
const infoType = 2;
const typeTensor = 1;
const tensorElement = 1;
const tensorShape = 2;
const shapeDim = 1;
const dimValue = 1;
const dimParam = 2;

/** TensorProto.DataType, as the runtime calls them. */
const elementTypes: Readonly<Record<number, string>> = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  4: 'uint16',
  5: 'int16',
  6: 'int32',
  7: 'int64',
  8: 'string',
  9: 'bool',
  10: 'float16',
  11: 'float64',
  12: 'uint32',
  13: 'uint64',
};

interface Source {
  readonly file: number;
  readonly end: number;
}
interface Field {
  readonly number: number;
  /** Of a number: its value. Of bytes: undefined. */
  readonly value?: number;
  readonly start: number;
  readonly end: number;
}

function valueInfo(source: Source, { start, end }: Field): OnnxTensor {
  const info = fields(source, start, end);
  const inside = (list: readonly Field[], number: number) => {
    const found = list.find((field) => field.number === number);
    return found ? fields(source, found.start, found.end) : [];
  };
  const tensor = inside(inside(info, infoType), typeTensor);
  const element = tensor.find(({ number }) => number === tensorElement)?.value ?? 0;
  const dims = inside(tensor, tensorShape)
    .filter(({ number }) => number === shapeDim)
    .map((dim) => {
      const parts = fields(source, dim.start, dim.end);
      const size = parts.find(({ number }) => number === dimValue)?.value;
      return size ?? (text(source, parts, dimParam) || '?');
    });
  return {
    name: text(source, info, infoName),
    type: elementTypes[element] ?? `type ${element}`,
    dims,
  };
}

function text(source: Source, list: readonly Field[], number: number): string {
  const found = list.find((field) => field.number === number);
  return found ? bytes(source, found.start, found.end - found.start).toString('utf8') : '';
}

/** The fields of a message, without what is in them. */
function fields(source: Source, start: number, end: number): Field[] {
  const found: Field[] = [];
  let at = start;
  while (at < end) {
    const key = varint(source, at);
    const number = Math.floor(key.value / 8);
    const kind = key.value % 8;
    if (kind === 0) {
      const { value, next } = varint(source, key.next);
      found.push({ number, value, start: key.next, end: next });
      at = next;
    } else {
      const length = kind === 2 ? varint(source, key.next) : { value: 0, next: key.next };
      const size = kind === 2 ? length.value : kind === 1 ? 8 : kind === 5 ? 4 : Number.NaN;
      const next = length.next + size;
      if (!(next <= end)) throw new Error('its fields do not fit into it');
      found.push({ number, start: length.next, end: next });
      at = next;
    }
  }
  return found;
}

/** Up to ten bytes, seven bits each, the lowest first. */
function varint(source: Source, start: number): { value: number; next: number } {
  const window = bytes(source, start, Math.min(10, source.end - start));
  let value = 0;
  for (const [index, byte] of window.entries()) {
    value += (byte & 127) * 2 ** (7 * index);
    if (byte < 128) return { value, next: start + index + 1 };
  }
  throw new Error('it breaks off inside a number');
}

function bytes({ file }: Source, start: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  if (readSync(file, buffer, 0, length, start) < length) throw new Error('it breaks off');
  return buffer;
}

const unreadable = (path: string, why: string): AppError => ({
  code: 'onnx-unreadable',
  message: `${basename(path)} cannot be read as an ONNX model: ${why}.`,
  hint: `Choose an .onnx file: ${path}.`,
});

import { assertNever } from '../errors';
import { readPngDataUrl } from '../images/png-data-url';
import { modelRefSchema } from '../models/manifest';
import { onnxFileSchema } from '../models/onnx-file';
import type { ParamSpec } from '../node-params';
import { mostBoxes, readBoxes } from './layout-boxes';
import { readInnerGraph } from './subgraph/inner-graph';

export interface ParamFault {
  readonly code: 'param-kind' | 'param-range' | 'param-option' | 'param-length';
  /** Continues `Noise, Width:`: `64 to 2048 px is possible, this is 8 px`. */
  readonly message: string;
  readonly hint?: string;
}

/** Why `value` is not one that a parameter may have, or null. */
export function checkParam(spec: ParamSpec, value: unknown): ParamFault | null {
  switch (spec.kind) {
    case 'number':
      return checkNumber(value, spec);
    case 'seed':
      return checkNumber(value, { min: 0, max: Number.MAX_SAFE_INTEGER, integer: true });
    case 'boolean':
      return typeof value === 'boolean' ? null : wrongKind('true or false', value);
    case 'text':
      if (typeof value !== 'string') return wrongKind('text', value);
      if (spec.maxLength === undefined || value.length <= spec.maxLength) return null;
      return {
        code: 'param-length',
        message: `takes ${spec.maxLength} characters, this has ${value.length}`,
        hint: 'Shorten it.',
      };
    case 'picker':
    case 'file':
      return typeof value === 'string' ? null : wrongKind('text', value);
    case 'paint':
      return checkPaint(value);
    case 'select': {
      if (typeof value !== 'string') return wrongKind('one of its options', value);
      const names = spec.options.map((option) => option.value);
      if (names.includes(value)) return null;
      return {
        code: 'param-option',
        message: `is one of ${names.join(', ')}; this is ${show(value)}`,
        hint: 'Choose one of its options.',
      };
    }
    case 'model':
      if (value === null || modelRefSchema.safeParse(value).success) return null;
      return wrongKind('a model (an object with a name)', value);
    case 'onnx':
      if (value === null || onnxFileSchema.safeParse(value).success) return null;
      return wrongKind('an ONNX file with its inputs and outputs', value);
    case 'boxes':
      return checkBoxes(value);
    case 'graph':
      return readInnerGraph(value) ? null : wrongKind('a graph (nodes and edges)', value);
    default:
      return assertNever(spec);
  }
}

function checkPaint(value: unknown): ParamFault | null {
  if (typeof value !== 'string') return wrongKind('a painted picture as text', value);
  if (value === '') return null;
  const read = readPngDataUrl(value);
  if (read.ok) return null;
  return {
    code: 'param-kind',
    message: `takes a painted picture, a PNG of at most 4096 px a side and 4 MB; ${read.error}`,
    hint: 'Paint it again in the node.',
  };
}

function checkBoxes(value: unknown): ParamFault | null {
  if (!Array.isArray(value)) return wrongKind('a list of boxes', value);
  if (value.length > mostBoxes) {
    return {
      code: 'param-length',
      message: `takes ${mostBoxes} boxes, this has ${value.length}`,
      hint: 'Delete some.',
    };
  }
  const read = readBoxes(value);
  if (read.ok) return null;
  return {
    code: 'param-range',
    message: `takes boxes with x, y, width, height between 0 and 1 and a label; ${read.error}`,
    hint: 'Draw it again in the node.',
  };
}

interface Range {
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
  readonly unit?: string;
}

function checkNumber(value: unknown, range: Range): ParamFault | null {
  if (typeof value !== 'number' || Number.isNaN(value)) return wrongKind('a number', value);
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = range;
  const unit = range.unit ? ` ${range.unit}` : '';
  if (value < min || value > max) {
    const allowed =
      range.max === undefined
        ? `is at least ${min}${unit}`
        : range.min === undefined
          ? `is at most ${max}${unit}`
          : `goes from ${min} to ${max}${unit}`;
    return {
      code: 'param-range',
      message: `${allowed}; this is ${value}${unit}`,
      hint: `Set it to ${value < min ? min : max}${unit} or ${value < min ? 'more' : 'less'}.`,
    };
  }
  if (range.integer && !Number.isInteger(value)) {
    return {
      code: 'param-kind',
      message: `is a whole number; this is ${value}`,
      hint: `Set it to ${Math.round(value)}.`,
    };
  }
  return null;
}

function wrongKind(expected: string, value: unknown): ParamFault {
  return {
    code: 'param-kind',
    message: `takes ${expected}; this is ${show(value)}`,
    hint: 'Set it again in the node, or remove it from the file for its default.',
  };
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

import { assertNever } from '../errors';
import type { ParamSpec } from '../node-params';
import { readInnerGraph } from './subgraph/inner-graph';

/**
 * A parameter's value in words, for lists of what a graph was made with: `Karras`, `7.5`, `on`,
 * `painted`. A value of the wrong kind is written as JSON.
 */
export function paramText(spec: ParamSpec, value: unknown): string {
  switch (spec.kind) {
    case 'number':
      return typeof value === 'number' ? withUnit(value, spec.unit) : asJson(value);
    case 'seed':
      return asJson(value);
    case 'boolean':
      return typeof value === 'boolean' ? (value ? 'on' : 'off') : asJson(value);
    case 'select':
      return spec.options.find((option) => option.value === value)?.label ?? plain(value);
    case 'picker':
      return plain(value);
    case 'text':
      return value === '' ? 'empty' : plain(value);
    case 'file':
      return value === '' ? 'none' : fileName(plain(value));
    case 'paint':
      return value === '' ? 'nothing painted' : 'painted';
    case 'boxes':
      return Array.isArray(value) ? `${value.length} boxes` : asJson(value);
    case 'model':
      return value === null ? 'none' : (field(value, 'name') ?? asJson(value));
    case 'graph':
      return `${Object.keys(readInnerGraph(value)?.nodes ?? {}).length} nodes inside`;
    case 'onnx':
      return value === null ? 'none' : fileName(field(value, 'file') ?? asJson(value));
    default:
      return assertNever(spec);
  }
}

const withUnit = (value: number, unit?: string) => (unit ? `${value} ${unit}` : String(value));

const asJson = (value: unknown): string => JSON.stringify(value) ?? 'none';

const plain = (value: unknown): string => (typeof value === 'string' ? value : asJson(value));

function field(value: unknown, name: 'name' | 'file'): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Reflect.get(value, name);
  return typeof found === 'string' ? found : undefined;
}

/** A picture that lies inside the graph is megabytes of letters. */
function fileName(file: string): string {
  if (file.startsWith('data:')) return 'a picture inside the graph';
  return (
    file
      .replace(/^bundled:/, '')
      .split(/[\\/]/)
      .at(-1) ?? file
  );
}

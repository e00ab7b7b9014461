import type { NodeDefinition } from '../node-definition';
import type { ParamValues } from '../node-params';
import { bareRecord } from './bare-record';
import { checkParam } from './check-param';
import { own } from './own';

/**
 * Every parameter a definition has, with its default where the node says nothing. Names it does
 * not know are left out. A value of the wrong kind gives way to the default, so that `infer` can
 * still tell about the rest; `analyse` reports it as an error, so such a graph never runs. A
 * value out of range is kept: it is shown as it is, and reported as well.
 */
export function resolveParams(
  definition: NodeDefinition,
  params: Readonly<Record<string, unknown>>,
): ParamValues {
  const values: Record<string, ParamValues[string]> = bareRecord();
  for (const [name, spec] of Object.entries(definition.params)) {
    const value = own(params, name);
    const usable = value !== undefined && isOfKind(checkParam(spec, value)?.code);
    values[name] = usable ? (value as ParamValues[string]) : spec.default;
  }
  return values;
}

const isOfKind = (fault: string | undefined): boolean =>
  fault === undefined || fault === 'param-range' || fault === 'param-length';

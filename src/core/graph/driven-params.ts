import type { NodeDefinition } from '../node-definition';
import type { ParamSpec, ParamValues } from '../node-params';
import type { PortType } from '../ports/port-type';
import { bareRecord } from './bare-record';
import { checkParam, type ParamFault } from './check-param';
import { own } from './own';
import { resolveParams } from './resolve-params';

/** The parameter's value for what a wire brought, or why it cannot have it. */
export type Driven =
  | { readonly ok: true; readonly value: ParamValues[string] }
  | { readonly ok: false; readonly fault: ParamFault };

/** Booleans take 0 and 1, and the words; everything else is taken as it is and checked. */
export function driveParam(spec: ParamSpec, carried: number | string): Driven {
  const value = spec.kind === 'boolean' ? truth(carried) : carried;
  if (value === undefined) {
    return {
      ok: false,
      fault: {
        code: 'param-kind',
        message: `takes 0 or 1, or the texts true and false; this is ${JSON.stringify(carried)}`,
        hint: 'Change what is wired to it.',
      },
    };
  }
  const fault = checkParam(spec, value);
  if (!fault) return { ok: true, value };
  return { ok: false, fault: { ...fault, hint: 'Change what is wired to it.' } };
}

function truth(carried: number | string): boolean | undefined {
  if (typeof carried === 'number') return carried === 1 || (carried === 0 ? false : undefined);
  const word = carried.trim().toLowerCase();
  return word === 'true' || (word === 'false' ? false : undefined);
}

/** Every value a wire is known to bring: one, or all of a sweep. */
function knownValues(type: PortType): readonly (number | string)[] {
  if (type.kind !== 'number' && type.kind !== 'seed' && type.kind !== 'text') return [];
  if (type.kind !== 'seed' && type.sweep) return type.sweep;
  return type.value === undefined ? [] : [type.value];
}

export interface DrivenParams {
  /** As the node will see them: wired values in place where they are known. */
  readonly params: ParamValues;
  /** Wired parameters whose value only the run tells. */
  readonly open: readonly string[];
  readonly faults: readonly { readonly param: string; readonly fault: ParamFault }[];
}

/** A node's parameters with what is wired into them; `driven`: types on those wires, by parameter. */
export function driveParams(
  definition: NodeDefinition,
  stored: Readonly<Record<string, unknown>>,
  driven: Readonly<Record<string, PortType>>,
): DrivenParams {
  const resolved = resolveParams(definition, stored);
  const names = Object.keys(driven);
  if (names.length === 0) return { params: resolved, open: [], faults: [] };
  const params: Record<string, ParamValues[string]> = Object.assign(bareRecord(), resolved);
  const open: string[] = [];
  const faults: { param: string; fault: ParamFault }[] = [];
  for (const name of names) {
    const spec = own(definition.params, name);
    const type = own(driven, name);
    if (!spec || !type) continue;
    const results = knownValues(type).map((value) => driveParam(spec, value));
    const [first] = results;
    const failed = results.find((result) => !result.ok);
    if (failed) faults.push({ param: name, fault: failed.fault });
    if (first?.ok) params[name] = first.value;
    else open.push(name);
  }
  return { params, open, faults };
}

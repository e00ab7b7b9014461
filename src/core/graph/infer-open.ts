import { assertNever } from '../errors';
import type { InferArgs, InferResult, NodeDefinition, PortProblem } from '../node-definition';
import type { ParamSpec, ParamValues } from '../node-params';
import type { PortType } from '../ports/port-type';
import { own } from './own';

/**
 * What is known whatever the parameters in `open` will be: the node is asked with their stored
 * values and with others, and what differs between the answers is left open.
 */
export function inferOpen(
  definition: NodeDefinition,
  args: InferArgs,
  open: readonly string[],
): InferResult {
  const answers = [
    definition.infer(args),
    ...open.flatMap((name) => {
      return otherValues(definition, name, args).map((value) =>
        definition.infer({ ...args, params: { ...args.params, [name]: value } }),
      );
    }),
  ];
  return answers.reduce(common);
}

/** Values that the parameter might have instead. */
function otherValues(
  { params, reads }: NodeDefinition,
  name: string,
  args: InferArgs,
): readonly ParamValues[string][] {
  if (reads?.index === name) return [...(args.inputs[reads.port] ?? []).keys()];
  const spec = own(params, name);
  return spec ? otherThan(spec, args.params[name]) : [];
}

function otherThan(spec: ParamSpec, value: unknown): readonly ParamValues[string][] {
  switch (spec.kind) {
    case 'number': {
      const { min = 0, max = spec.default + 1 } = spec;
      return [min, max].filter((other) => other !== value);
    }
    case 'seed':
      return [value === 0 ? 1 : 0];
    case 'boolean':
      return [value !== true];
    case 'select':
      return spec.options.map((option) => option.value).filter((other) => other !== value);
    case 'text':
    case 'picker':
      return [value === '' ? '?' : ''];
    case 'model':
    case 'file':
    case 'paint':
    case 'boxes':
    case 'onnx':
    case 'graph':
      return [];
    default:
      return assertNever(spec);
  }
}

function common(a: InferResult, b: InferResult): InferResult {
  const outputs: Record<string, PortType> = {};
  for (const [name, type] of Object.entries(a.outputs)) {
    const other = own(b.outputs, name);
    if (type && other) outputs[name] = commonFacts(type, other);
  }
  const same = (x: PortProblem) => (y: PortProblem) =>
    x.code === y.code && x.port === y.port && x.index === y.index;
  const problems = a.problems?.filter((problem) => b.problems?.some(same(problem)));
  const notes = Object.entries(a.notes ?? {}).filter(([port, note]) => b.notes?.[port] === note);
  return { outputs, problems, notes: Object.fromEntries(notes) };
}

function commonFacts(a: PortType, b: PortType): PortType {
  if (a.kind !== b.kind) return { kind: 'any' };
  const theirs = new Map<string, unknown>(Object.entries(b));
  const facts = Object.entries(a).filter(
    ([name, fact]) => JSON.stringify(theirs.get(name)) === JSON.stringify(fact),
  );
  // Facts are optional in every port type but a model's role, which both have where kinds agree.
  return a.kind === 'model' ? a : ({ ...Object.fromEntries(facts), kind: a.kind } as PortType);
}

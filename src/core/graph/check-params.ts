import type { Problem } from '../errors';
import type { NodeDefinition } from '../node-definition';
import { checkParam } from './check-param';
import type { GraphNode } from './document';
import { own } from './own';

/** Problems of a node's parameters: wrong kind, out of range, unknown name (kept, without effect). */
export function checkParams(
  id: string,
  title: string,
  node: GraphNode,
  definition: NodeDefinition,
  /** Parameters that a wire drives: what is stored has no effect. */
  wired: readonly string[],
): Problem[] {
  const problems: Problem[] = [];
  for (const [name, value] of Object.entries(node.params)) {
    if (wired.includes(name)) continue;
    const spec = own(definition.params, name);
    if (!spec) {
      problems.push({
        severity: 'warning',
        code: 'unknown-param',
        node: id,
        message: `${title} has no parameter "${name}": it is kept in the file and has no effect.`,
        hint: `Its parameters: ${Object.keys(definition.params).join(', ') || 'none'}.`,
      });
      continue;
    }
    const fault = checkParam(spec, value);
    if (!fault) continue;
    problems.push({
      severity: 'error',
      code: fault.code,
      node: id,
      message: `${spec.label} of ${title} ${fault.message}.`,
      hint: fault.hint,
    });
  }
  return problems;
}

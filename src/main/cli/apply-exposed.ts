import { type AppError, err, ok, type Result } from '@core/errors';
import { applyEdit } from '@core/graph/apply-edit';
import { checkParam } from '@core/graph/check-param';
import type { GraphDocument } from '@core/graph/document';
import { type ExposedParam, exposedParams } from '@core/graph/exposed-params';
import { setParamAt } from '@core/graph/subgraph/every-node';
import { flatten } from '@core/graph/subgraph/flatten';
import type { Catalog } from '@core/node-definition';
import { didYouMean } from './did-you-mean';
import { typedValue } from './set-param';

/** Applies `name=value` arguments to exposed parameters, in order. All errors are found. */
export function applyExposed(
  doc: GraphDocument,
  params: readonly string[],
  catalog: Catalog,
): Result<GraphDocument, readonly AppError[]> {
  const { doc: flat, pathOf } = flatten(doc);
  const exposed = exposedParams(flat, catalog);
  const errors: AppError[] = [];
  let current = doc;
  for (const text of params) {
    const found = findExposed(text, exposed);
    if (!found.ok) {
      errors.push(found.error);
      continue;
    }
    const { node: id, name, param, spec } = found.value;
    // An exposed value is a number or a text: no path that would start at a folder.
    const value = typedValue(spec, text.slice(name.length + 1), '');
    const fault = checkParam(spec, value);
    if (fault) errors.push(badParam(`--param ${text}: ${name} ${fault.message}.`, fault.hint, id));
    else current = applyEdit(current, setParamAt(pathOf(id), param, value)).doc;
  }
  return errors.length > 0 ? err(errors) : ok(current);
}

/** Names may hold an equals sign: the longest that fits is meant. */
function findExposed(text: string, exposed: readonly ExposedParam[]): Result<ExposedParam> {
  const fitting = exposed
    .filter(({ name }) => text.startsWith(`${name}=`))
    .sort((a, b) => b.name.length - a.name.length);
  const [found, next] = fitting;
  if (found && next?.name === found.name) {
    const message = `--param ${text}: several exposed parameters are called "${found.name}".`;
    return err(badParam(message, 'Give each a name of its own in the graph.', found.node));
  }
  if (found) return ok(found);
  const names = exposed.map(({ name }) => name);
  const list = names.length > 0 ? `It exposes: ${names.join(', ')}.` : 'It exposes none.';
  const [typed = ''] = text.split('=');
  const message = text.includes('=')
    ? `--param ${text}: the graph exposes no parameter "${typed}".`
    : `--param ${text}: name=value is expected.`;
  return err(badParam(message, `${didYouMean(typed, names)}${list}`));
}

const badParam = (message: string, hint: string | undefined, node?: string): AppError => ({
  code: 'bad-param',
  message,
  hint,
  node,
});

import { type ExposedParam, exposedParams } from '@core/graph/exposed-params';
import { flatten } from '@core/graph/subgraph/flatten';
import { catalog } from '@nodes';
import { describeProblem } from './describe-problem';
import { type ExitCode, exitCodes } from './exit-codes';
import type { CliIo } from './io';
import { loadGraph } from './load-graph';
import type { ParamsCommand } from './parse-command';

/** Lists what a graph offers by name, on standard output. */
export async function listParams({ graph, json }: ParamsCommand, io: CliIo): Promise<ExitCode> {
  const loaded = await loadGraph(graph, io, catalog);
  if (!loaded.ok) {
    io.stderr.write(describeProblem(loaded.error));
    return exitCodes.graphProblems;
  }
  const { doc: flat, pathOf } = flatten(loaded.value.doc);
  const exposed = exposedParams(flat, catalog).map((param) => ({
    ...param,
    node: pathOf(param.node).join('.'),
  }));
  if (json) io.stdout.write(`${JSON.stringify(exposed.map(asJson), null, 2)}\n`);
  else if (exposed.length === 0) io.stdout.write(`${graph} exposes no parameters.\n`);
  else for (const param of exposed) io.stdout.write(asText(param));
  return exitCodes.done;
}

const asJson = ({ name, spec, value, help, node }: ExposedParam) => ({
  name,
  kind: spec.kind,
  value,
  help,
  node,
});

const asText = ({ name, spec, value, help }: ExposedParam) =>
  `${name} = ${JSON.stringify(value)} (${spec.kind})\n${help === '' ? '' : `  ${help}\n`}`;

import { analyse } from '@core/graph/analyse';
import { catalog } from '@nodes';
import { cliLibrary } from './cli-library';
import { describeProblem } from './describe-problem';
import { type ExitCode, exitCodes } from './exit-codes';
import type { CliIo } from './io';
import { loadGraph } from './load-graph';
import type { ValidateCommand } from './parse-command';

/** Lists every problem of a graph on standard output. */
export async function validateGraph(command: ValidateCommand, io: CliIo): Promise<ExitCode> {
  const loaded = await loadGraph(command.graph, io, catalog);
  if (!loaded.ok) return report(command, io, [{ ...loaded.error, severity: 'error' as const }]);
  const library = await cliLibrary(io, command.models);
  const { doc, warnings } = loaded.value;
  return report(command, io, [
    ...[...warnings, ...library.problems].map((w) => ({ ...w, severity: 'warning' as const })),
    ...analyse(doc, catalog, library.models).problems,
  ]);
}

function report(
  { json, graph }: ValidateCommand,
  io: CliIo,
  problems: readonly Parameters<typeof describeProblem>[0][],
): ExitCode {
  const errors = problems.filter((p) => !('severity' in p) || p.severity === 'error').length;
  const warnings = problems.length - errors;
  if (json) io.stdout.write(`${JSON.stringify({ ok: errors === 0, problems })}\n`);
  else {
    for (const problem of problems) io.stdout.write(describeProblem(problem));
    io.stdout.write(`${graph}: ${count(errors, 'error')}, ${count(warnings, 'warning')}\n`);
  }
  return errors === 0 ? exitCodes.done : exitCodes.graphProblems;
}

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;

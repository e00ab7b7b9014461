import { createHash, randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { AppError } from '@core/errors';
import { analyse } from '@core/graph/analyse';
import { applyEdit } from '@core/graph/apply-edit';
import type { GraphDocument } from '@core/graph/document';
import { nodeTitle } from '@core/graph/node-title';
import { advanceSeeds } from '@core/graph/seeds';
import { flatten } from '@core/graph/subgraph/flatten';
import { projectProblem } from '@core/graph/subgraph/project-problem';
import { makePlan } from '@core/plan/plan';
import type { EngineCommand } from '@core/protocol';
import { catalog } from '@nodes';
import { findAssetsFolder } from '../assets-folder';
import { applyExposed } from './apply-exposed';
import { cliLibrary } from './cli-library';
import { describeProblem } from './describe-problem';
import { driveEngine } from './drive-engine';
import { type ExitCode, exitCodes } from './exit-codes';
import type { CliIo } from './io';
import { loadGraph } from './load-graph';
import type { RunCommand } from './parse-command';
import { createResultFiles } from './result-files';
import { applySets } from './set-param';

/** `patchbay run`: everything that can be wrong is said before anything runs. */
export async function runGraph(command: RunCommand, io: CliIo): Promise<ExitCode> {
  const complain = (errors: readonly AppError[]) => {
    for (const error of errors) io.stderr.write(describeProblem(error));
  };
  const refuse = (problems: readonly AppError[], code: ExitCode) => {
    complain(problems);
    if (command.json) io.stdout.write(`${JSON.stringify({ kind: 'refused', problems })}\n`);
    return code;
  };
  const loaded = await loadGraph(command.graph, io, catalog);
  if (!loaded.ok) return refuse([loaded.error], exitCodes.graphProblems);
  const { warnings, name, folder } = loaded.value;
  const set = applySets(loaded.value.doc, command.sets, { catalog, cwd: io.cwd });
  if (!set.ok) return refuse(set.error, exitCodes.badUsage);
  const given = applyExposed(set.value, command.params, catalog);
  if (!given.ok) return refuse(given.error, exitCodes.badUsage);
  const library = await cliLibrary(io, command.models);
  complain([...warnings, ...library.problems].map((w) => ({ ...w, severity: 'warning' as const })));
  const doc = withFreshSeeds(given.value);
  // The very check the engine makes: errors elsewhere in the graph do not keep it from running.
  const flat = flatten(doc);
  const analysis = analyse(flat.doc, catalog, library.models);
  const plan = makePlan({ doc: flat.doc, catalog, analysis, hash: sha256, fingerprints: {} });
  if (!plan.ok) {
    const problems = plan.error.map((one) => projectProblem({ doc, flat, catalog }, one));
    return refuse(problems, exitCodes.graphProblems);
  }

  const outputFolder = resolve(io.cwd, command.out ?? '.');
  const run: Extract<EngineCommand, { kind: 'run' }> = {
    kind: 'run',
    request: {
      runId: randomUUID(),
      document: doc,
      provider: command.provider,
      // Results are written; nobody looks while it runs.
      previews: false,
    },
    library: [...library.models],
    outputFolder,
    baseFolder: folder,
    bundledImages: join(findAssetsFolder(), 'images'),
  };
  return driveEngine({
    run,
    io,
    json: command.json,
    files: createResultFiles(outputFolder, name),
    titleOf: (node) => nodeTitle(doc, catalog, node),
  });
}

function withFreshSeeds(doc: GraphDocument): GraphDocument {
  const seeds = advanceSeeds(doc, 'before-run', Math.random);
  return seeds ? applyEdit(doc, seeds.edit).doc : doc;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

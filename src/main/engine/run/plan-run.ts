import { hash } from 'node:crypto';
import type { Problem, Result } from '@core/errors';
import { analyse } from '@core/graph/analyse';
import type { Analysis } from '@core/graph/analysis';
import type { ExecutionPlan } from '@core/plan/execution-plan';
import { makePlan } from '@core/plan/plan';
import { type FileHashes, fingerprints } from './fingerprints';
import type { RunScope } from './run-scope';

export interface PlannedRun {
  readonly analysis: Analysis;
  readonly plan: Result<ExecutionPlan, Problem[]>;
}

/** Analysis, fingerprints, plan and keys: what a run and a forecast of it share, so that they agree. */
export async function planRun(
  run: RunScope,
  hashes: FileHashes,
  targets: readonly string[] | undefined,
): Promise<PlannedRun> {
  const { document: doc, catalog } = run;
  const analysis = analyse(doc, catalog, run.library);
  const prints = await fingerprints(run, hashes);
  const plan = makePlan({ doc, catalog, analysis, targets, hash: sha256, fingerprints: prints });
  return { analysis, plan };
}

/** 128 bits are plenty for keys that only ever meet those of one process. */
const sha256 = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22);

import type { AppError, Problem } from '@core/errors';

/** `error  noise-1, width: Width is at least 8 px; this is 0 px` with the hint below. */
export function describeProblem(problem: AppError | Problem): string {
  const severity = 'severity' in problem ? problem.severity : 'error';
  const place = [problem.node, problem.port].filter((part) => part !== undefined).join(', ');
  const line = `${severity.padEnd(7)}  ${place === '' ? '' : `${place}: `}${problem.message}`;
  return problem.hint === undefined ? `${line}\n` : `${line}\n         ${problem.hint}\n`;
}

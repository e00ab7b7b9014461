import type { AppError, Problem } from '@core/errors';

/** The runtime's own words may run to pages, of file names first; what went wrong stands at their end. */
const longestCause = 300;

/** `error  noise-1, width: Width is at least 8 px; this is 0 px` with the hint and the cause below. */
export function describeProblem(problem: AppError | Problem): string {
  const severity = 'severity' in problem ? problem.severity : 'error';
  const place = [problem.node, problem.port].filter((part) => part !== undefined).join(', ');
  const line = `${severity.padEnd(7)}  ${place === '' ? '' : `${place}: `}${problem.message}`;
  const cause = problem.cause?.split('\n')[0] ?? '';
  const shown = cause.length > longestCause ? `…${cause.slice(-longestCause)}` : cause;
  const more = [
    ...(problem.hint === undefined ? [] : [problem.hint]),
    // Where the system's words are all there is, the message has them already.
    ...(cause === '' || problem.message.includes(cause) ? [] : [`Cause: ${shown}`]),
  ];
  return [line, ...more.map((text) => `         ${text}`), ''].join('\n');
}

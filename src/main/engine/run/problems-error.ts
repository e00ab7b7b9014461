import type { AppError, Problem } from '@core/errors';

/** How many problems the message itself lists; each is also told at its node. */
const mostListed = 10;

/** All problems that keep a graph from running, as the one error a run ends with. */
export function problemsError(problems: readonly Problem[]): AppError {
  const [first] = problems;
  if (problems.length === 1 && first) {
    const { severity: _severity, edge: _edge, ...error } = first;
    return error;
  }
  const listed = problems
    .slice(0, mostListed)
    .map(({ node, message }) => (node === undefined ? message : `${node}: ${message}`));
  const more = problems.length > mostListed ? [`and ${problems.length - mostListed} more`] : [];
  return {
    code: 'graph-has-problems',
    message: `${problems.length} problems keep the graph from running:\n${[...listed, ...more].join('\n')}`,
    hint: 'Mend the nodes outlined in red.',
    node: first?.node,
  };
}

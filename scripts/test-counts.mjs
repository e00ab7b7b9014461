import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const NONE = { passed: 0, failed: 0, skipped: 0 };

/** @returns {Counts} */
export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** @returns {Counts} */
export function fromVitest(reportFile, exitCode) {
  const report = read(reportFile);
  const counts = report && {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  return withFailure(counts, exitCode);
}

/** @returns {Counts} */
export function fromPlaywright(reportFile, exitCode) {
  const stats = read(reportFile)?.stats;
  const counts = stats && {
    // A flaky test passed in the end.
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  };
  return withFailure(counts, exitCode);
}

/** A run can fail with no failed test (a file that does not load, a crash): it still counts as one. */
function withFailure(counts, exitCode) {
  const known = counts ?? NONE;
  return exitCode !== 0 && known.failed === 0 ? { ...known, failed: 1 } : known;
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

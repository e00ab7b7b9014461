import { join } from 'node:path';
import { expect, test } from 'vitest';
import { add, fromPlaywright, fromVitest } from '../../scripts/test-counts.mjs';
import { temporaryFolder } from './temporary-folder';

const report = (content: unknown) =>
  join(temporaryFolder({ 'report.json': JSON.stringify(content) }), 'report.json');

test('both runners are summed', () => {
  const vitest = report({
    numPassedTests: 10,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
  });
  const playwright = report({ stats: { expected: 5, flaky: 1, unexpected: 2, skipped: 1 } });
  expect(add(fromVitest(vitest, 1), fromPlaywright(playwright, 1))).toEqual({
    passed: 16,
    failed: 3,
    skipped: 4,
  });
});

test('a runner that fails without a failed test counts as a failure', () => {
  const passed = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  expect(fromVitest(report(passed), 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  expect(fromPlaywright('/no/such/report.json', 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

// Adds up what the tools of `npm test` report. A tool that fails without naming a failed test still counts as one failure:
// nothing that went wrong may end as "0 failed".

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 */

/**
 * @param {number} failed
 * @param {boolean} isClean
 */
const atLeastOne = (failed, isClean) => (failed === 0 && !isClean ? 1 : failed);

/**
 * A tool that only says yes or no.
 * @param {number} code
 * @returns {Count}
 */
export const countCheck = (code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });

/**
 * Vitest's JSON report.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests?: number,
 *   testResults: { status: string, assertionResults: { status: string }[] }[] } | undefined} report
 * @param {number} code
 * @returns {Count}
 */
export const countVitest = (report, code) => {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  // A file that could not be loaded has no tests to fail.
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  ).length;
  return {
    passed: report.numPassedTests,
    failed: atLeastOne(report.numFailedTests + brokenFiles, code === 0),
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
};

/**
 * Playwright's JSON report.
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] } | undefined} report
 * @param {number} code
 * @returns {Count}
 */
export const countPlaywright = (report, code) => {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return {
    passed: expected + flaky,
    failed: atLeastOne(unexpected + report.errors.length, code === 0),
    skipped,
  };
};

/**
 * @param {Count[]} counts
 * @returns {Count}
 */
export const sum = (counts) => ({
  passed: counts.reduce((total, { passed }) => total + passed, 0),
  failed: counts.reduce((total, { failed }) => total + failed, 0),
  skipped: counts.reduce((total, { skipped }) => total + skipped, 0),
});

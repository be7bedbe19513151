const { relative } = require("node:path")

const MARKS = new Map([
  ["passed", "✓"],
  ["failed", "✕"],
])

/**
 * One line a file, and what failed in it right after: a log of thousands of lines is read from the
 * first word "FAIL", and jest's own list of titles would stand between that word and the reason. The
 * titles of a file that runs alone are shown.
 */
module.exports = class BriefReporter {
  /**
   * @param {import("@jest/test-result").Test} test
   * @param {import("@jest/test-result").TestResult} result
   * @param {import("@jest/test-result").AggregatedResult} all
   */
  onTestResult(test, result, all) {
    const { numPassingTests, numFailingTests, failureMessage, perfStats, skipped } = result
    if (skipped) return
    const hasFailed = numFailingTests > 0 || result.testExecError !== undefined
    const file = relative(test.context.config.rootDir, test.path)
    const seconds = Math.round((perfStats.end - perfStats.start) / 1000)
    const counts = `${numPassingTests} passed, ${numFailingTests} failed, ${seconds} s`
    const titles = all.numTotalTestSuites === 1 ? result.testResults.map(titleOf) : []
    const said = [`${hasFailed ? "FAIL" : "PASS"} ${file} (${counts})`, ...titles]
    if (hasFailed) said.push("", failureMessage ?? "It could not be run.")
    process.stdout.write(`${said.join("\n")}\n`)
  }
}

/** @param {import("@jest/test-result").AssertionResult} one */
function titleOf({ status, fullName, duration }) {
  return `  ${MARKS.get(status) ?? "○"} ${fullName} (${Math.round(duration ?? 0)} ms)`
}

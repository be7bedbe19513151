/** What jest writes with `--json`, as far as we count it. */
export interface JestResult {
  numPassedTests: number
  numFailedTests: number
  /** Files that failed before their first test ran. */
  numRuntimeErrorTestSuites: number
  testResults: {
    name: string
    /** Why the file could not be run, or what all its failures said. */
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] | null }[]
  }[]
}

export interface Tally {
  passed: number
  failed: number
  skipped: number
  /** Skipped tests by the reason their title gives. */
  reasons: Map<string, string[]>
  /** Failed tests, each with the first line of what it said. */
  failures: string[]
  /** Jest itself failed in a way that no test accounts for. */
  broken: boolean
}

export function emptyTally(): Tally {
  return { passed: 0, failed: 0, skipped: 0, reasons: new Map(), failures: [], broken: false }
}

/** Adds one run of jest to the tally. A file that could not be loaded counts as one failed test. */
export function add(tally: Tally, result: JestResult): void {
  tally.passed += result.numPassedTests
  tally.failed += result.numFailedTests + result.numRuntimeErrorTestSuites
  for (const file of result.testResults) {
    if (file.assertionResults.length === 0 && file.message !== "") {
      tally.failures.push(failure(file.name, file.message))
    }
    for (const { status, fullName, failureMessages } of file.assertionResults) {
      if (status === "passed") continue
      if (status === "failed") {
        tally.failures.push(failure(fullName, failureMessages?.[0] ?? ""))
        continue
      }
      tally.skipped += 1
      const reason = reasonIn(fullName)
      tally.reasons.set(reason, [...(tally.reasons.get(reason) ?? []), fullName])
    }
  }
}

function failure(name: string, message: string): string {
  const said = message.split("\n").find((line) => line.trim() !== "")
  return `${name.trim()}${said === undefined ? "" : `: ${said.trim()}`}`
}

/** Tests that skip themselves say why in their title: "… (skipped: redis-server is missing)". */
function reasonIn(title: string): string {
  return /\(skipped: ([^)]+)\)/.exec(title)?.[1] ?? "not selected, or no reason given"
}

const NAMES_SHOWN = 5

/** The last words of `npm test`. The line of counts stands alone, for machines to find. */
export function report(tally: Tally): string {
  const reasons = [...tally.reasons].flatMap(([reason, names]) => [
    `\nSkipped, ${reason}:`,
    ...indented(names.slice(0, NAMES_SHOWN)),
    ...(names.length > NAMES_SHOWN ? [`  and ${names.length - NAMES_SHOWN} more`] : []),
  ])
  const failures = tally.failures.length > 0 ? ["\nFailed:", ...indented(tally.failures)] : []
  const nothing = tally.passed + tally.failed === 0 ? ["\nNo test ran."] : []
  const counts = `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`
  return [...reasons, ...failures, ...nothing, "", counts, ""].join("\n")
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line.trim()}`)
}

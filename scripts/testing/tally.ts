/** What jest writes with `--json`, as far as we count it. */
export interface JestResult {
  numPassedTests: number
  numFailedTests: number
  /** Files that failed before their first test ran. */
  numRuntimeErrorTestSuites: number
  testResults: { assertionResults: { status: string; fullName: string }[] }[]
}

export interface Tally {
  passed: number
  failed: number
  skipped: number
  /** Skipped tests by the reason their title gives. */
  reasons: Map<string, string[]>
  /** Jest itself failed in a way that no test accounts for. */
  broken: boolean
}

export function emptyTally(): Tally {
  return { passed: 0, failed: 0, skipped: 0, reasons: new Map(), broken: false }
}

/** Adds one run of jest to the tally. A file that could not be loaded counts as one failed test. */
export function add(tally: Tally, result: JestResult): void {
  tally.passed += result.numPassedTests
  tally.failed += result.numFailedTests + result.numRuntimeErrorTestSuites
  for (const { status, fullName } of result.testResults.flatMap((file) => file.assertionResults)) {
    if (status === "passed" || status === "failed") continue
    tally.skipped += 1
    const reason = reasonIn(fullName)
    tally.reasons.set(reason, [...(tally.reasons.get(reason) ?? []), fullName])
  }
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
    ...names.slice(0, NAMES_SHOWN).map((name) => `  ${name.trim()}`),
    ...(names.length > NAMES_SHOWN ? [`  and ${names.length - NAMES_SHOWN} more`] : []),
  ])
  const nothing = tally.passed + tally.failed === 0 ? ["\nNo test ran."] : []
  const counts = `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`
  return [...reasons, ...nothing, "", counts, ""].join("\n")
}

import type { SeededFault } from "./fault"
import { runTests, suiteOf, type Bench, type JestRun, type RanTest } from "./jest-run"
import type { WorkingCopy } from "./working-copy"

/** What became of a planted fault. */
export interface Trial {
  readonly fault: SeededFault
  /** `unclear`: its tests did not run, which proves nothing. */
  readonly verdict: "caught" | "survived" | "unclear"
  readonly seconds: number
  /** The complaint of the first test that failed, or why nothing can be said. */
  readonly told: string
}

/** Plants one fault, runs its test, and puts the guard back. */
export async function tryFault(
  fault: SeededFault,
  copy: WorkingCopy,
  bench: Bench,
): Promise<Trial> {
  const began = performance.now()
  const putBack = copy.plant(fault)
  try {
    const run = await runTests(bench, suiteOf(fault.spec), [fault.spec], [fault.test])
    const seconds = Math.round((performance.now() - began) / 1000)
    return { fault, seconds, ...judged(run, fault) }
  } finally {
    putBack()
  }
}

function judged(run: JestRun, fault: SeededFault): Pick<Trial, "verdict" | "told"> {
  const [unloadable] = run.unloadable
  if (unloadable !== undefined) return { verdict: "unclear", told: unloadable.reason }
  const mine = testsOf(run, fault)
  if (mine.length === 0) return { verdict: "unclear", told: "no test has this name" }
  const failed = mine.find(({ complaint }) => complaint !== null)
  return failed === undefined
    ? { verdict: "survived", told: "the test passes without the guard" }
    : { verdict: "caught", told: failed.complaint ?? "" }
}

/** Why the tests cannot be relied on as they are: unchanged code must pass each of them. */
export function complaintsAbout(run: JestRun, faults: readonly SeededFault[]): string[] {
  return [
    ...run.unloadable.map(({ spec, reason }) => `${spec} cannot be loaded: ${reason}`),
    ...faults.flatMap((fault) => {
      const mine = testsOf(run, fault)
      if (mine.length === 0) return [`${fault.name}: no test is called "… ${fault.test} …"`]
      return mine.flatMap(({ name, complaint }) =>
        complaint === null ? [] : [`${fault.name}: fails unchanged: ${name}: ${complaint}`],
      )
    }),
  ]
}

function testsOf(run: JestRun, fault: SeededFault): RanTest[] {
  return run.tests.filter(({ spec, name }) => spec === fault.spec && name.includes(fault.test))
}

import type { SeededFault } from "./fault"

/** What runs in the histories in memory as it is; everything else is played there, or not at all. */
const RUNS_THERE = /^src\/(settlement|providers\/payby|modules\/payby)\/(?!migrations|statement)/

/** Faults that random histories may meet, with these histories as the only judge. */
export function beforeHistories(faults: readonly SeededFault[]): SeededFault[] {
  return faults
    .filter(({ file }) => RUNS_THERE.test(`${file}/`))
    .map((fault) => ({
      ...fault,
      spec: "integration-tests/core-histories.spec.ts",
      test: "random histories",
    }))
}

/** A guard taken out on purpose, and the test that has to notice. */
export interface SeededFault {
  /** Short, for `--only` and for lists. */
  readonly name: string
  /** What the plugin promises, and would no longer keep. */
  readonly promise: string
  /** A file, or a folder of which one file has the guard: migrations change their names. */
  readonly file: string
  /** Stands exactly once in the file. */
  readonly guard: string
  /** What stands there instead while the fault is planted. */
  readonly instead: string
  /** The file of the test. */
  readonly spec: string
  /** Part of the test's full name. Of several tests with it, one that fails is enough. */
  readonly test: string
}

/** The text without its guard. Throws when the guard is not where it was: then the fault needs a new place. */
export function planted(text: string, fault: SeededFault): string {
  const parts = text.split(fault.guard)
  if (parts.length === 2) return parts.join(fault.instead)
  const found = parts.length === 1 ? "is not" : `stands ${parts.length - 1} times`
  throw new Error(
    `The fault ${fault.name} needs a new place: its guard ${found} in ${fault.file}. Change its entry in scripts/seeded-faults.`,
  )
}

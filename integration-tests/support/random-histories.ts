import * as fc from "fast-check"

const { HISTORIES, SEED, HISTORY } = process.env

/** How many histories a run plays: `HISTORIES`, else what suits every day. */
export function numberOfHistories(everyDay: number): number {
  const wanted = Number(HISTORIES ?? everyDay)
  if (!Number.isInteger(wanted) || wanted < 1)
    throw new Error("HISTORIES is no number of histories")
  return wanted
}

/**
 * Checks a property of random histories. What fails is shown with the shortest history that fails, what
 * `portrait` has to say of it, and how to play it again.
 *
 * @throws when the property does not hold
 */
export async function checkHistories<T>(
  file: string,
  property: fc.IAsyncProperty<[T]>,
  settings: fc.Parameters<[T]>,
  portrait: (history: T) => Promise<string>,
): Promise<void> {
  const chosen = { ...(SEED ? { seed: Number(SEED) } : {}), ...(HISTORY ? { path: HISTORY } : {}) }
  const result = await fc.check(property, { ...settings, ...chosen })
  if (!result.failed) return
  const [history] = result.counterexample ?? []
  const error = result.errorInstance
  throw new Error(
    [
      error instanceof Error ? error.message : String(error),
      `after ${result.numRuns} histories, shortened ${result.numShrinks} times to`,
      fc.stringify(history),
      history === undefined ? "" : await portrait(history),
      "Play it again, or all of them:",
      `  SEED=${result.seed} HISTORY=${result.counterexamplePath} npm test -- ${file}`,
      `  SEED=${result.seed} HISTORIES=${settings.numRuns} npm test -- ${file}`,
    ].join("\n"),
  )
}

/** A history by its number: the same seed and number draw the same history. */
export interface Drawn<T> {
  readonly number: number
  readonly history: T
}

/** Histories to play, what they were drawn with, and how to report those that broke a promise. */
export interface Draw<T> {
  readonly seed: number
  readonly drawn: readonly Drawn<T>[]
  playAgain(broken: readonly { number: number; portrait: object }[]): string
}

/** Draws `HISTORIES` of them, else what suits every day; with `HISTORY` only the one of that number. */
export function drawHistories<T>(
  file: string,
  arbitrary: fc.Arbitrary<T>,
  everyDay: number,
): Draw<T> {
  const seed = Number(SEED ?? Date.now() % 0x7fffffff)
  const only = HISTORY === undefined ? null : Number(HISTORY)
  const numRuns = only === null ? numberOfHistories(everyDay) : only + 1
  const all = fc
    .sample(arbitrary, { seed, numRuns })
    .map((history, number) => ({ number, history }))
  return {
    seed,
    drawn: only === null ? all : all.slice(only),
    playAgain: (broken) =>
      [
        ...broken.map((one) => JSON.stringify(one, null, 1)),
        "Play them again one by one, or all of them:",
        ...broken.map(({ number }) => `  SEED=${seed} HISTORY=${number} npm test -- ${file}`),
        `  SEED=${seed} HISTORIES=${numRuns} npm test -- ${file}`,
      ].join("\n"),
  }
}

import { noteFigures, seed, size } from "../support/lab-book"
import type { Program } from "../support/program"
import { booksAtRest } from "./books"
import type { Books } from "./books"
import { DEATHS, EVERY_DAY, someDeaths } from "./deaths"
import type { Death } from "./deaths"
import { Errand } from "./errand"

/** How long a store may take to come to a point. */
const PATIENCE_MS = 180_000

interface Outcome {
  readonly at: string
  readonly expected: Books
  readonly found: Books
}

/** `kill -9` of a running store, and what its books are like after it was started again. */
export function kills(program: Program, environment: NodeJS.ProcessEnv): void {
  for (const deaths of DEATHS) killedAt(program, environment, deaths)

  const series = size("KILLS", 0)
  if (series === 0) return
  it(`loses and doubles nothing when the store is killed ${series} times at points of chance`, async () => {
    const from = seed()
    const chance = chanceFrom(from)
    for (let kill = 0; kill < series; kill += 1) {
      const outcomes = await dieAndRise(program, environment, someDeaths(chance))
      noteFigures("killed store", { seed: from, ...figuresOf(outcomes) })
      for (const { at, expected, found } of outcomes) {
        expect({ seed: from, kill, at, ...found }).toEqual({ seed: from, kill, at, ...expected })
      }
    }
  }, 7_200_000)
}

/** One `kill -9`, for every day. */
export function oneKill(program: Program, environment: NodeJS.ProcessEnv): void {
  killedAt(program, environment, EVERY_DAY)
}

function killedAt(
  program: Program,
  environment: NodeJS.ProcessEnv,
  deaths: readonly Death[],
): void {
  const points = deaths.map(({ at }) => at).join("; ")
  it(`loses and doubles nothing when the store is killed where ${points}`, async () => {
    const outcomes = await dieAndRise(program, environment, deaths)
    noteFigures("killed store", figuresOf(outcomes))
    for (const { at, expected, found } of outcomes) {
      expect({ at, ...found }).toEqual({ at, ...expected })
    }
  }, 600_000)
}

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
function chanceFrom(from: number): () => number {
  let state = from
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Lets each errand come to its point, kills the store there, starts it again, and reads the books. */
export async function dieAndRise(
  program: Program,
  environment: NodeJS.ProcessEnv,
  deaths: readonly Death[],
): Promise<Outcome[]> {
  const errands: { death: Death; errand: Errand }[] = []
  for (const death of deaths) {
    const errand = await Errand.begin(program)
    await death.prepare?.(program, errand)
    errands.push({ death, errand })
  }
  for (const { death, errand } of errands) {
    await within(death.meet(program, errand), `the store where ${death.at}`)
  }
  await program.process.end("SIGKILL")

  program.simulator.faults.clear()
  program.postgres.forget()
  await program.start(environment)
  await Promise.all(errands.map(async ({ death, errand }) => death.goOn?.(program, errand)))
  const outcomes = await Promise.all(
    errands.map(async ({ death, errand }) => {
      const found = await booksAtRest(program, errand)
      return { at: death.at, expected: death.books(errand), found }
    }),
  )
  return outcomes
}

/** For the report: what was lost or doubled, over all points. */
export function figuresOf(outcomes: readonly Outcome[]) {
  const off = outcomes.map(({ expected, found }) => found.kept - expected.kept)
  return {
    kills: 1,
    points: outcomes.length,
    lost: outcomes.filter(({ expected, found }) => found.orders < expected.orders).length,
    doubled: outcomes.filter(({ expected, found }) => found.orders > expected.orders).length,
    "fils too few or too many": off.reduce((all, one) => all + Math.abs(one), 0),
  }
}

async function within(work: Promise<unknown>, what: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => fail(new Error(`Waited in vain for ${what}`)), PATIENCE_MS)
  })
  await Promise.race([work, late]).finally(() => clearTimeout(timer))
}

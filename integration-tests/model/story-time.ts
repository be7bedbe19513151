import { standingFor } from "./standing-for"

const REAL = globalThis.Date

/** Noon of some day: every history begins then. */
const START = REAL.UTC(2026, 2, 1, 12)

/** Time that passes only when a test says so; jest's own date costs more than all the rest of a history. */
class StoryDate extends REAL {
  constructor(...given: [] | [number | string | Date]) {
    if (given.length === 0) super(jest.now())
    else super(given[0])
  }
  static override now(): number {
    return jest.now()
  }
}

/** From now on time is the story's. */
export function beginStories(): void {
  jest.useFakeTimers({
    now: START,
    doNotFake: ["Date", "setImmediate", "nextTick", "queueMicrotask"],
  })
  globalThis.Date = standingFor<DateConstructor>(StoryDate)
}

/** Nothing of the last story is to happen any more, and time begins anew. */
export function beginStory(): void {
  jest.clearAllTimers()
  jest.setSystemTime(START)
}

/** Time is everybody's again. */
export function endStories(): void {
  jest.useRealTimers()
  globalThis.Date = REAL
}

import type { StoryClock } from "./story-clock"

export interface Appointment {
  cancel(): void
}

interface Entry {
  readonly due: number
  readonly run: () => void
}

/** Node's timers cannot wait longer than this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1
/** An injected clock may stand still: look again, but not in a busy loop. */
const SHORTEST_TIMER_MS = 5

/** What happens later, in story time, soonest first. */
export class Agenda {
  #clock: StoryClock
  #entries: Entry[] = []
  #timer: NodeJS.Timeout | undefined
  #ended = false

  constructor(clock: StoryClock) {
    this.#clock = clock
  }

  /** Runs `run` once after so many story milliseconds; `null` means never. */
  after(ms: number | null, run: () => void): Appointment {
    if (ms === null || this.#ended) return { cancel: () => undefined }
    const entry = { due: this.#clock.story() + Math.max(0, ms), run }
    this.#entries.splice(this.#firstAfter(entry.due), 0, entry)
    this.rearm()
    return {
      cancel: () => {
        const index = this.#entries.indexOf(entry)
        if (index >= 0) this.#entries.splice(index, 1)
        this.rearm()
      },
    }
  }

  /** Story time of the next thing to happen. */
  nextDue(): number | undefined {
    return this.#entries[0]?.due
  }

  /** Runs everything whose time has come, in its order. */
  runDue(): void {
    while ((this.nextDue() ?? Infinity) <= this.#clock.story()) this.#entries.shift()?.run()
    this.rearm()
  }

  clear(): void {
    this.#entries = []
    this.rearm()
  }

  /** Nothing happens any more, and nothing new is taken: no timer keeps the process alive. */
  end(): void {
    this.#ended = true
    this.clear()
  }

  /** Sets the timer for the next entry; to be called when the story clock was changed. */
  rearm(): void {
    clearTimeout(this.#timer)
    const due = this.nextDue()
    if (due === undefined) return
    const ms = Math.ceil((due - this.#clock.story()) / this.#clock.scale)
    const wait = Math.min(Math.max(ms, SHORTEST_TIMER_MS), LONGEST_TIMER_MS)
    this.#timer = setTimeout(() => this.runDue(), wait)
  }

  #firstAfter(due: number): number {
    let low = 0
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >> 1
      const entry = this.#entries[middle]
      if (entry && entry.due <= due) low = middle + 1
      else high = middle
    }
    return low
  }
}

import type { Surroundings } from "./surroundings.ts"

interface Timer {
  readonly ms: number
  readonly at: number
  readonly run: () => void
}

/** A tab whose time passes when the test says so. */
export class Story implements Surroundings {
  #now = 0
  #timers: Timer[] = []
  #listeners = new Set<() => void>()
  #watchers = new Set<() => void>()

  now(): number {
    return this.#now
  }

  after(ms: number, run: () => void): () => void {
    const timer = { ms, at: this.#now + ms, run }
    this.#timers.push(timer)
    for (const watcher of this.#watchers) watcher()
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer)
    }
  }

  onWake(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Somebody looks at the tab again. */
  wake(): void {
    for (const listener of [...this.#listeners]) listener()
  }

  /** Waits until somebody waits exactly so long, and lets that time pass. */
  async pass(ms: number): Promise<void> {
    const timer = await this.#timer(ms)
    this.#now = timer.at
    this.#timers = this.#timers.filter((one) => one !== timer)
    timer.run()
  }

  /** From here on, everybody who waits so long is let off at once; whoever waits otherwise is not. */
  alwaysPass(ms: number): void {
    const passing = () => void this.pass(ms).then(passing)
    passing()
  }

  #timer(ms: number): Promise<Timer> {
    return new Promise((done) => {
      const look = () => {
        const timer = this.#timers.find((one) => one.ms === ms)
        if (timer === undefined) return
        this.#watchers.delete(look)
        done(timer)
      }
      this.#watchers.add(look)
      look()
    })
  }
}

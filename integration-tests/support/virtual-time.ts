/** Timers go on in real time: connections, and whoever waits for them, know no other. */
const TIMERS = [
  "hrtime",
  "nextTick",
  "performance",
  "queueMicrotask",
  "setImmediate",
  "clearImmediate",
  "setInterval",
  "clearInterval",
  "setTimeout",
  "clearTimeout",
] as const

/** How often the date moves on by itself, milliseconds. */
const EVERY_MS = 10

/** A date that can be pushed forward, in this process. */
export interface VirtualTime {
  /** So much time has passed, for everybody who looks at the date. Milliseconds. */
  pass(ms: number): void
  end(): void
}

/** From now on the date is as real as ever, but for the time that is made to pass. */
export function beginVirtualTime(): VirtualTime {
  let passed = 0
  jest.useFakeTimers({ doNotFake: [...TIMERS] })
  const tick = () => void jest.setSystemTime(jest.getRealSystemTime() + passed)
  const timer = setInterval(tick, EVERY_MS)
  return {
    pass(ms) {
      passed += ms
      tick()
    },
    end() {
      clearInterval(timer)
      jest.useRealTimers()
    },
  }
}

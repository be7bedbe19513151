/**
 * Deadlines in the test's hands: until it lets time pass, none of them ends, however slow the
 * machine is. Sockets keep their own time.
 */
export function holdTime(): void {
  jest.useFakeTimers({
    doNotFake: [
      "Date",
      "hrtime",
      "performance",
      "nextTick",
      "queueMicrotask",
      "setImmediate",
      "clearImmediate",
      "setInterval",
      "clearInterval",
    ],
  })
}

/** For `afterEach`: whatever was held goes on. */
export function releaseTime(): void {
  jest.useRealTimers()
}

/** Every deadline under way is over. */
export function timeIsUp(): void {
  jest.runOnlyPendingTimers()
}

/** Lets `ms` pass for every deadline under way. */
export function letPass(ms: number): void {
  jest.advanceTimersByTime(ms)
}

/** The same, when what was written to a socket of this process had ten turns of the event loop to arrive. */
export function timeIsUpOnceArrived(): void {
  let turns = 0
  const turn = setInterval(() => {
    turns += 1
    if (turns < 10) return
    clearInterval(turn)
    timeIsUp()
  }, 1)
}

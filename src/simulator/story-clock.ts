/**
 * Two times run in the simulator. `now()` is the wall clock: it stamps orders and judges whether a
 * request's time is within 15 minutes. `story()` is what the waiting is measured in (repeats of
 * notifications, refunds, expiry): it may run faster, and can be pushed forward, without making
 * the clocks of merchant and gateway disagree.
 */
export class StoryClock {
  #wall: () => number
  #skewMs = 0
  #scale: number
  #wallAtMark: number
  #storyAtMark = 0

  constructor(wall: () => number, scale: number) {
    this.#wall = wall
    this.#scale = demandScale(scale)
    this.#wallAtMark = wall()
  }

  /** Epoch milliseconds on PayBy's clock. */
  now(): number {
    return this.#wall() + this.#skewMs
  }

  /** Story milliseconds since the simulator started. */
  story(): number {
    return this.#storyAtMark + (this.#wall() - this.#wallAtMark) * this.#scale
  }

  get scale(): number {
    return this.#scale
  }

  set scale(scale: number) {
    const story = this.story()
    this.#scale = demandScale(scale)
    this.#mark(story)
  }

  /** Makes PayBy's clock wrong by this much, seen from the merchant. */
  skew(ms: number): void {
    this.#skewMs = ms
  }

  get skewMs(): number {
    return this.#skewMs
  }

  /** Never goes back. */
  jumpTo(story: number): void {
    if (story > this.story()) this.#mark(story)
  }

  #mark(story: number): void {
    this.#wallAtMark = this.#wall()
    this.#storyAtMark = story
  }
}

function demandScale(scale: number): number {
  if (!Number.isFinite(scale) || scale <= 0) {
    throw new Error("timeScale must be a positive number: 1 is real time, 60 a minute per second.")
  }
  return scale
}

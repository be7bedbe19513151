import { noLongerThan } from "./no-longer-than"

/** Does something, now or when it may be done. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** For whoever is waited for. */
export const atOnce: InTurn = (work) => work()

/**
 * While one row's call to PayBy waits for its answer, two others are taken and written down: what the
 * ledger needs before and after a call takes about as long as a quick call.
 */
export const ROWS_PER_PLACE = 3

/**
 * Work that takes longer no longer counts, milliseconds: on a connection that hangs it may never end,
 * and the job must not stand still for it. Its lease is renewed no more, and the row is another's.
 */
export const LET_GO_AFTER_MS = 60_000

/**
 * What this process has begun and not ended, the job in this run or an earlier one, so that no more is
 * begun than there is room for. Of the rows in hand only some are at the costly part of their work at a
 * time: a call to PayBy, or workflows of Medusa's.
 */
export class WorkInHand {
  readonly #pieces = new Set<Promise<void>>()
  readonly #waiting: (() => void)[] = []
  #busy = 0

  /** @param places how many may be at the costly part of their work at a time */
  constructor(private readonly places: number) {}

  get isEmpty(): boolean {
    return this.#pieces.size === 0
  }

  /** How many rows may still be taken in hand. */
  get room(): number {
    return Math.max(0, this.places * ROWS_PER_PLACE - this.#pieces.size)
  }

  /** Takes a piece of work in hand until it has ended. */
  begin(work: Promise<void>): void {
    const piece = noLongerThan(LET_GO_AFTER_MS, work).finally(() => this.#pieces.delete(piece))
    this.#pieces.add(piece)
  }

  /** Resolves when something in hand has ended, at once when there is nothing. */
  async oneEnded(): Promise<void> {
    if (!this.isEmpty) await Promise.race(this.#pieces)
  }

  /** Does the costly part of some work as soon as there is a place for it, in the order of asking. */
  readonly inTurn: InTurn = async (costly) => {
    if (this.#busy < this.places) this.#busy += 1
    else await new Promise<void>((comesUp) => this.#waiting.push(comesUp))
    const work = Promise.resolve().then(costly)
    void noLongerThan(LET_GO_AFTER_MS, work).then(() => this.makeWay())
    return work
  }

  private makeWay(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#busy -= 1
    else next()
  }
}

import { noLongerThan } from "../no-longer-than"

interface Waiting<Item, Result> {
  readonly item: Item
  readonly done: (result: Result) => void
  readonly fail: (reason: unknown) => void
}

/** Work that takes longer is no longer waited for, milliseconds: a connection may hang for minutes. */
const PATIENCE_MS = 1_000

/** More than this in one go would make the first of them wait for long. */
const AT_MOST = 50

/**
 * Does alike work together: what comes while earlier work is under way is done in one go when that has
 * ended. Whoever comes alone waits for nobody, so that nothing is slower, and many at once cost little more
 * than one. When work in common fails, each item is tried by itself, and work that hangs is gone past: one's
 * fault is that one's alone.
 */
export class Together<Item, Result> {
  #waiting: Waiting<Item, Result>[] = []
  #isBusy = false

  /** `work` gives one result for each item, in their order. */
  constructor(private readonly work: (items: readonly Item[]) => Promise<readonly Result[]>) {}

  /** Resolves with the item's own result; rejects when its own work failed. */
  do(item: Item): Promise<Result> {
    return new Promise((done, fail) => {
      this.#waiting.push({ item, done, fail })
      if (!this.#isBusy) void this.#goOn()
    })
  }

  async #goOn(): Promise<void> {
    this.#isBusy = true
    while (this.#waiting.length > 0) {
      await noLongerThan(PATIENCE_MS, this.#inOneGo(this.#waiting.splice(0, AT_MOST)))
    }
    this.#isBusy = false
  }

  async #inOneGo(group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.work(group.map(({ item }) => item))
      group.forEach(({ done, fail }, i) => {
        const result = results[i]
        if (result === undefined) fail(new Error("the work gave no result for an item"))
        else done(result)
      })
    } catch (error) {
      if (group.length === 1) group[0]?.fail(error)
      else for (const one of group) await this.#inOneGo([one])
    }
  }
}

/** How long a shutdown waits for work that is under way, milliseconds. What is left then goes on elsewhere. */
const PATIENCE_MS = 5_000

/**
 * The end of this process: nothing new is begun, and what is under way may finish while there still are
 * connections. Whatever is not done by then stays due in the ledger, for another instance or the next start.
 */
export class Closing {
  #begun = false
  readonly #underWay = new Set<Promise<unknown>>()

  constructor(private readonly patienceMs = PATIENCE_MS) {}

  get hasBegun(): boolean {
    return this.#begun
  }

  /** Work that a shutdown waits for. */
  async awaits<T>(work: Promise<T>): Promise<T> {
    this.#underWay.add(work)
    try {
      return await work
    } finally {
      this.#underWay.delete(work)
    }
  }

  /** Resolves when what was under way has ended, well or not, or has taken too long. */
  async begin(): Promise<void> {
    this.#begun = true
    let timer: NodeJS.Timeout | undefined
    const enough = new Promise<void>((done) => {
      timer = setTimeout(done, this.patienceMs)
    })
    await Promise.race([Promise.allSettled(this.#underWay), enough])
    clearTimeout(timer)
  }
}

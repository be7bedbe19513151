const LOCK_WAIT_MS = 30_000

/** What a process does for a while, and then another may. */
export class MemoryLock {
  #holder: Promise<void> | null = null

  async within<T>(work: () => Promise<T>): Promise<T> {
    const giveUpAt = Date.now() + LOCK_WAIT_MS
    while (this.#holder !== null) {
      const waited = new Promise<void>((done) => setTimeout(done, LOCK_WAIT_MS))
      await Promise.race([this.#holder, waited])
      if (Date.now() >= giveUpAt) throw new Error("Failed to acquire lock")
    }
    let release: () => void = () => undefined
    this.#holder = new Promise((done) => (release = done))
    try {
      return await work()
    } finally {
      this.#holder = null
      release()
    }
  }
}

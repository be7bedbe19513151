import type { MemoryPg } from "./memory-pg"

/** How long it rests between two runs, at least. */
export const JOB_EVERY_MS = 2_000

/** The scheduled job of one process: it runs when something is due, but no more often than it would. */
export class MemoryJob {
  #timer: NodeJS.Timeout | null = null
  #isRunning = false
  #endedAt = 0

  constructor(
    private readonly tables: MemoryPg["tables"],
    private readonly begin: () => void,
  ) {}

  /** Looks anew when it is to run next. */
  arm(): void {
    if (this.#isRunning) return
    this.stop()
    const due = this.#dueAt()
    if (due === null) return
    const at = Math.max(due, this.#endedAt + JOB_EVERY_MS)
    this.#timer = setTimeout(
      () => {
        this.#isRunning = true
        this.begin()
      },
      Math.max(0, at - Date.now()),
    )
  }

  async run(work: () => Promise<unknown>): Promise<void> {
    await work()
    this.#isRunning = false
    this.#endedAt = Date.now()
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
  }

  #dueAt(): number | null {
    const { payby_order, payby_notification, payby_refund } = this.tables
    const instants = [
      ...payby_order.rows.map((row) => row["next_look_at"]),
      ...payby_refund.rows.map((row) => row["next_look_at"]),
      ...payby_notification.rows.map((row) => row["next_attempt_at"]),
    ].flatMap((at) => (at instanceof Date ? [at.getTime()] : []))
    return instants.length === 0 ? null : Math.min(...instants)
  }
}

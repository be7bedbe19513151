/** What becomes of the notifications PayBy sends. */
export type NotificationFate = "arrive" | "lost" | "twice" | "late" | "very-late"

/** PayBy repeats what was not acknowledged. */
const REPEATS_MS = [2, 10, 10, 60].map((minutes) => minutes * 60_000)
const LATE_MS = 20_000
const VERY_LATE_MS = 8 * 60_000

/** Carries notifications from PayBy to the store, or does not. */
export class MemoryPost {
  fate: NotificationFate = "arrive"
  #notifyId = 0

  /** @param deliver resolves when the store has acknowledged the bytes; otherwise they are sent again */
  constructor(private readonly deliver: (bytes: Buffer) => Promise<void>) {}

  send(body: object): void {
    this.#notifyId += 1
    const bytes = Buffer.from(
      JSON.stringify({ notify_id: String(this.#notifyId), notify_timestamp: Date.now(), ...body }),
    )
    switch (this.fate) {
      case "lost":
        return
      case "twice":
        this.#bring(bytes, 0)
        return this.#bring(bytes, 0)
      case "late":
        return void setTimeout(() => this.#bring(bytes, 0), LATE_MS)
      case "very-late":
        return void setTimeout(() => this.#bring(bytes, 0), VERY_LATE_MS)
      case "arrive":
        return this.#bring(bytes, 0)
    }
  }

  #bring(bytes: Buffer, attempt: number): void {
    const after = REPEATS_MS[attempt]
    const again =
      after === undefined ? undefined : setTimeout(() => this.#bring(bytes, attempt + 1), after)
    void this.deliver(bytes).then(() => clearTimeout(again))
  }
}

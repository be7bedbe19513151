import type { MerchantOrderNo } from "../../gateway"
import type { PayByOrder } from "./ledger/order"

/** How often the rows that somebody watches are read, milliseconds. */
const EVERY_MS = 500

type Read = (numbers: readonly MerchantOrderNo[]) => Promise<PayByOrder[]>

interface Watcher {
  readonly known: string
  readonly changed: () => void
}

/**
 * Lets any number of requests wait for changes of orders with one small query every half second for all
 * of them together, and none while nobody waits. It reads the ledger, so it also sees what another
 * instance wrote.
 */
export class OrderWatch {
  readonly #watchers = new Map<MerchantOrderNo, Set<Watcher>>()
  private timer: NodeJS.Timeout | null = null
  #count = 0

  constructor(
    private readonly read: Read,
    private readonly everyMs = EVERY_MS,
  ) {}

  /** How many are waiting. */
  get count(): number {
    return this.#count
  }

  /** Returns when the order is no longer as it was known, when so many milliseconds are over, or when aborted. */
  async change(known: PayByOrder, withinMs: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted || withinMs <= 0) return
    await new Promise<void>((done) => {
      const no = known.merchantOrderNo
      const end = () => {
        clearTimeout(enough)
        signal.removeEventListener("abort", end)
        this.leave(no, watcher)
        done()
      }
      const watcher = { known: portrait(known), changed: end }
      const enough = setTimeout(end, withinMs)
      signal.addEventListener("abort", end, { once: true })
      this.enter(no, watcher)
    })
  }

  private enter(no: MerchantOrderNo, watcher: Watcher): void {
    const watchers = this.#watchers.get(no) ?? new Set()
    this.#watchers.set(no, watchers.add(watcher))
    this.#count += 1
    this.timer ??= setTimeout(() => void this.look(), this.everyMs)
  }

  private leave(no: MerchantOrderNo, watcher: Watcher): void {
    const watchers = this.#watchers.get(no)
    if (!watchers?.delete(watcher)) return
    this.#count -= 1
    if (watchers.size === 0) this.#watchers.delete(no)
  }

  /** The next look begins only after this one, however long the database takes. */
  private async look(): Promise<void> {
    try {
      const orders = this.#count === 0 ? [] : await this.read([...this.#watchers.keys()])
      for (const order of orders) this.tell(order)
    } catch {
      // A database that cannot answer now may a moment later; whoever waits longer is told "no change".
    }
    this.timer = this.#count === 0 ? null : setTimeout(() => void this.look(), this.everyMs)
  }

  private tell(order: PayByOrder): void {
    const now = portrait(order)
    for (const watcher of [...(this.#watchers.get(order.merchantOrderNo) ?? [])]) {
      if (watcher.known !== now) watcher.changed()
    }
  }
}

/** What of a row a shopper could notice. */
function portrait(order: PayByOrder): string {
  const { status, intent, intentReason, settlement, finishedAt, scannedAt, payUrl } = order
  const parts = [status, intent, intentReason, settlement, finishedAt !== null, scannedAt !== null]
  return JSON.stringify([...parts, payUrl, order.sessionId])
}

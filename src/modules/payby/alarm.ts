import type { Logger } from "@medusajs/framework/types"
import type { Clock, MerchantOrderNo } from "../../gateway"
import { ADVICE } from "./advice"
import type { Announcer } from "./events"
import type { NotificationConcern, StoredNotification } from "./ledger/notifications"
import type { Attention } from "./ledger/order"
import type { OrderLedger } from "./ledger/orders"

/** Tells people: in the ledger, in the log, and by an event. Each reason once. */
export class Alarm {
  constructor(
    private readonly orders: OrderLedger,
    private readonly logger: Logger,
    private readonly announcer: Announcer,
    private readonly clock: Clock,
  ) {}

  /** A person should look at this order, for this reason; `detail` is for the log and holds no values. */
  async raise(no: MerchantOrderNo, reason: Attention, detail = ""): Promise<void> {
    const order = await this.orders.raise(no, reason, this.clock())
    if (order === null) return
    const { what, next } = ADVICE[reason]
    const why = `${reason}${detail && ` (${detail})`}`
    this.logger.error(`PayBy order ${no} needs attention: ${why}. ${what} ${next}`)
    await this.announcer.order("attention", order, reason)
  }

  /** A person should look at this notification; its outcome in the ledger is the reason. */
  async raiseFor(stored: StoredNotification, reason: NotificationConcern): Promise<void> {
    const { what, next } = ADVICE[reason]
    const about = stored.merchantOrderNo === null ? "" : ` about ${stored.merchantOrderNo}`
    this.logger.error(
      `PayBy notification ${stored.id}${about} needs attention: ${reason}. ${what} ${next}`,
    )
    await this.announcer.notification(stored, reason)
  }
}

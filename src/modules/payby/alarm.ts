import type { Logger } from "@medusajs/framework/types"
import type { Clock, MerchantOrderNo } from "../../gateway"
import type { Announcer } from "./events"
import type { Attention } from "./ledger/order"
import type { OrderLedger } from "./ledger/orders"

/** Tells people: in the ledger, in the log, and by an event. Each reason once per order. */
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
    this.logger.error(`PayBy order ${no} needs attention: ${reason}${detail && ` (${detail})`}`)
    await this.announcer.order("attention", order, reason)
  }
}

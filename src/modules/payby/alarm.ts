import type { IEventBusModuleService, Logger } from "@medusajs/framework/types"
import type { Clock, MerchantOrderNo } from "../../gateway"
import type { Attention } from "./ledger/order"
import type { OrderLedger } from "./ledger/orders"

/** Emitted when a person should look at an order: `{ merchant_order_no, reason }`. */
export const ATTENTION_EVENT = "payby.order.attention"

/** Tells people: in the ledger, in the log, and by an event. Each reason once per order. */
export class Alarm {
  constructor(
    private readonly orders: OrderLedger,
    private readonly logger: Logger,
    private readonly events: IEventBusModuleService | undefined,
    private readonly clock: Clock,
  ) {}

  /** A person should look at this order, for this reason; `detail` is for the log and holds no values. */
  async raise(no: MerchantOrderNo, reason: Attention, detail = ""): Promise<void> {
    if (!(await this.orders.raise(no, reason, this.clock()))) return
    this.logger.error(`PayBy order ${no} needs attention: ${reason}${detail && ` (${detail})`}`)
    await this.events?.emit({ name: ATTENTION_EVENT, data: { merchant_order_no: no, reason } })
  }
}

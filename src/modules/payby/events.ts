import type { IEventBusModuleService, Logger } from "@medusajs/framework/types"
import { decimalText } from "../../gateway"
import type {
  NotificationConcern,
  NotificationKind,
  StoredNotification,
} from "./ledger/notifications"
import type { PayByOrder } from "./ledger/order"
import type { PayByRefund } from "./ledger/refund"
import type { ChargebackFacts } from "./payment-facts"

/**
 * What a store's own code may listen to. Events are a courtesy, not the books: a process that ends
 * between a commit and its event loses the event, and some come twice. The ledger is the truth.
 */
export const PAYBY_EVENTS = {
  /** PayBy has the order; it can be paid. */
  created: "payby.order.created",
  /** PayBy says that it is paid. The order in Medusa follows. */
  paid: "payby.order.paid",
  /** It can no longer be paid, and never was. */
  closed: "payby.order.closed",
  /** Its money went back. */
  returned: "payby.order.returned",
  /** A person should look: `reason` says why. */
  attention: "payby.order.attention",
  /** A refund that PayBy had accepted failed, so its money is kept again. Staff can try it again. */
  refundFailed: "payby.refund.failed",
  /** A person should look at a notification: it is about an order we do not know, or cannot be processed. */
  notificationAttention: "payby.notification.attention",
  /** A notification was stored: `id`. A wake-up call of the plugin's own. */
  notificationStored: "payby.notification.stored",
  /** PayBy tells of a chargeback. Nothing is refunded on top. */
  chargeback: "payby.chargeback",
  /** A statement check came to its end: `id`, `day`, `differences`, `notes`. */
  statementChecked: "payby.statement.checked",
} as const

/** What every `payby.order.*` event carries; amounts are decimal text in dirhams. */
export interface OrderEvent {
  merchant_order_no: string
  payment_collection_id: string
  amount: string
  currency_code: string
  /** Why it was closed, returned or needs a person. */
  reason: string | null
}

/** What `payby.refund.failed` carries; the amount is decimal text in dirhams. */
export interface RefundEvent {
  refund_merchant_order_no: string
  merchant_order_no: string
  amount: string
  currency_code: string
  fail_code: string | null
  /** PayBy's words for it. */
  reason: string | null
}

/** What `payby.chargeback` carries; amounts are decimal text in dirhams, null where PayBy tells none. */
export interface ChargebackEvent {
  merchant_order_no: string
  payment_collection_id: string
  amount: string | null
  currency_code: string
  charged_back_at: string | null
  case_type: string | null
}

/** What `payby.notification.attention` carries. */
export interface NotificationEvent {
  /** The ledger's id of the notification. */
  id: string
  kind: NotificationKind
  merchant_order_no: string | null
  reason: NotificationConcern
}

/** Tells the store's own code. A bus that fails changes nothing for the payment. */
export class Announcer {
  constructor(
    private readonly bus: IEventBusModuleService | undefined,
    private readonly logger: Logger,
  ) {}

  /** Announces what happened to an order. */
  async order(
    event: "created" | "paid" | "closed" | "returned" | "attention",
    order: PayByOrder,
    reason: string | null = order.intentReason,
  ): Promise<void> {
    const data: OrderEvent = {
      merchant_order_no: order.merchantOrderNo,
      payment_collection_id: order.collectionId,
      amount: decimalText(order.amount),
      currency_code: order.amount.currency,
      reason,
    }
    await this.emit(PAYBY_EVENTS[event], { ...data })
  }

  /** Announces that a refund failed after all. */
  async refundFailed(refund: PayByRefund): Promise<void> {
    const data: RefundEvent = {
      refund_merchant_order_no: refund.refundNo,
      merchant_order_no: refund.merchantOrderNo,
      amount: decimalText(refund.amount),
      currency_code: refund.amount.currency,
      fail_code: refund.failCode,
      reason: refund.failDes,
    }
    await this.emit(PAYBY_EVENTS.refundFailed, { ...data })
  }

  /** Announces that a payer's bank took money back, or wants to. */
  async chargeback(order: PayByOrder, facts: ChargebackFacts): Promise<void> {
    const data: ChargebackEvent = {
      merchant_order_no: order.merchantOrderNo,
      payment_collection_id: order.collectionId,
      amount: facts.amount,
      currency_code: order.amount.currency,
      charged_back_at: facts.at,
      case_type: facts.case_type,
    }
    await this.emit(PAYBY_EVENTS.chargeback, { ...data })
  }

  /** Announces that a person should look at a notification. */
  async notification(stored: StoredNotification, reason: NotificationConcern): Promise<void> {
    const data: NotificationEvent = {
      id: stored.id,
      kind: stored.kind,
      merchant_order_no: stored.merchantOrderNo,
      reason,
    }
    await this.emit(PAYBY_EVENTS.notificationAttention, { ...data })
  }

  /** Emits an event of the plugin's; never throws. */
  async emit(name: string, data: Record<string, unknown>): Promise<void> {
    try {
      await this.bus?.emit({ name, data })
    } catch (error) {
      const reason = error instanceof Error ? error.message : "unknown error"
      this.logger.warn(`PayBy event ${name} was not emitted: ${reason}`)
    }
  }
}

import { aed, subtract } from "../../gateway"
import type { PayByOrder } from "../../modules/payby/ledger/order"
import type { NotificationFacts } from "../../modules/payby/ledger/notification-search"
import type { FoundOrder, PaymentFacts } from "../../modules/payby/ledger/order-search"
import { givenBack } from "../../modules/payby/ledger/refund"
import type { PayByRefund } from "../../modules/payby/ledger/refund"
import type { TimeLineEntry } from "../../modules/payby/ledger/time-line"
import type { PayBySettings } from "../../modules/payby/options"
import type { AdminPayByOrder, AdminPayByPaymentFacts } from "../../api/admin/payby/contract"
import { orderActions, refundable } from "../actions/permitted"
import type { MedusaSide } from "../medusa-side"
import { instantView, moneyView, storedMoney } from "./money"
import { notificationView } from "./notification"
import { orderSummary } from "./order-summary"
import { refundView } from "./refund"
import { timeLineView } from "./time-line"

/** Everything that the books have about an order. */
export interface OrderDossier extends FoundOrder {
  readonly medusa: MedusaSide
  readonly refunds: readonly PayByRefund[]
  readonly notifications: readonly NotificationFacts[]
  readonly entries: readonly TimeLineEntry[]
  readonly settings: Pick<PayBySettings, "environment">
}

/** An order with everything that is known about it, and what can be done. */
export function orderView(dossier: OrderDossier, now: Date): AdminPayByOrder {
  const { order, refunds, notifications, paymentFacts } = dossier
  return {
    ...orderSummary(dossier, dossier.medusa),
    status_at: instantView(order.statusAt),
    status_source: order.statusSource,
    revoked: order.revoked,
    settlement: order.settlement,
    payment: paymentFacts && paymentView(order, paymentFacts),
    refunded: moneyView(givenBack(refunds)),
    refundable: moneyView(refundable(order, refunds)),
    chargeback: null,
    link_handed_out_at: instantView(order.linkHandedOutAt),
    finished_at: instantView(order.finishedAt),
    next_look_at: instantView(order.nextLookAt),
    attempts: order.attempts,
    trouble: order.trouble,
    environment: dossier.settings.environment,
    partner_id: order.partnerId,
    refunds: refunds.map((refund) => refundView(refund, refunds, now)),
    notifications: notifications.map(notificationView),
    timeline: timeLineView(dossier.entries, notifications),
    actions: orderActions(order, refunds),
  }
}

function paymentView(order: PayByOrder, facts: PaymentFacts): AdminPayByPaymentFacts {
  const paid = facts["paid_amount"]
  return {
    channel: text(facts["channel"]),
    card_brand: text(facts["card_brand"]),
    card_last4: text(facts["card_last4"]),
    paid_at: text(facts["paid_at"]),
    discount: typeof paid === "string" ? moneyView(subtract(order.amount, aed(paid))) : null,
    payee_fee: storedMoney(facts["payee_fee"]),
    payer_fee: storedMoney(facts["payer_fee"]),
    settlement_amount: storedMoney(facts["settlement_amount"]),
  }
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null
}

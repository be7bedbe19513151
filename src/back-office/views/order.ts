import type { PayByOrder } from "../../modules/payby/ledger/order"
import type { NotificationFacts } from "../../modules/payby/ledger/notification-search"
import { givenBack } from "../../modules/payby/ledger/refund"
import type { PayByRefund } from "../../modules/payby/ledger/refund"
import type { TimeLineEntry } from "../../modules/payby/ledger/time-line"
import type { PayBySettings } from "../../modules/payby/options"
import type { ChargebackFacts, PaymentFacts } from "../../modules/payby/payment-facts"
import type {
  AdminPayByChargeback,
  AdminPayByOrder,
  AdminPayByPaymentFacts,
} from "../../api/admin/payby/contract"
import { orderActions, refundable } from "../actions/permitted"
import type { MedusaSide } from "../medusa-side"
import { instantView, moneyView, storedMoney } from "./money"
import { notificationView } from "./notification"
import { orderSummary } from "./order-summary"
import { refundView } from "./refund"
import { timeLineView } from "./time-line"

/** Everything that the books have about an order. */
export interface OrderDossier {
  readonly order: PayByOrder
  readonly medusa: MedusaSide
  readonly refunds: readonly PayByRefund[]
  readonly notifications: readonly NotificationFacts[]
  readonly entries: readonly TimeLineEntry[]
  readonly settings: Pick<PayBySettings, "environment">
}

/** An order with everything that is known about it, and what can be done. */
export function orderView(dossier: OrderDossier, now: Date): AdminPayByOrder {
  const { order, refunds, notifications } = dossier
  return {
    ...orderSummary(order, dossier.medusa),
    status_at: instantView(order.statusAt),
    status_source: order.statusSource,
    revoked: order.revoked,
    settlement: order.settlement,
    payment: order.paymentInfo && paymentView(order.paymentInfo),
    refunded: moneyView(givenBack(refunds)),
    refundable: moneyView(refundable(order, refunds)),
    chargeback: chargebackView(order.chargebacks.at(-1)),
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

function paymentView(facts: PaymentFacts): AdminPayByPaymentFacts {
  return {
    channel: facts.channel ?? null,
    card_brand: facts.card_brand ?? null,
    card_last4: facts.card_last4 ?? null,
    paid_at: facts.paid_at ?? null,
    discount: storedMoney(facts.discount),
    payee_fee: storedMoney(facts.payee_fee),
    payer_fee: storedMoney(facts.payer_fee),
    settlement_amount: storedMoney(facts.settlement_amount),
  }
}

function chargebackView(facts: ChargebackFacts | undefined): AdminPayByChargeback | null {
  if (facts === undefined) return null
  return { at: facts.at, amount: storedMoney(facts.amount), case_type: facts.case_type }
}

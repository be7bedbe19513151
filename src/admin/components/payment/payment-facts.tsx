import type { AdminPayByOrder } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { useWord } from "../../i18n/use-word"
import { Amount } from "../plain/amount"
import { CopyableNumber } from "../plain/copyable-number"
import { Fact, Facts } from "../plain/facts"
import { Moment } from "../plain/moment"
import { ChargebackFact } from "./chargeback-fact"
import { PaidWith } from "./paid-with"

/** Numbers, amounts, and what PayBy told about a payment. */
export function PaymentFacts({ order }: { order: AdminPayByOrder }) {
  const say = useText()
  const word = useWord()
  const { payment } = order
  const number = say("field.merchant_order_no")
  const theirNumber = say("field.payby_order_no")
  const unpaid = order.paid_at === null
  return (
    <Facts>
      <Fact term={number}>
        <CopyableNumber value={order.merchant_order_no} what={number} />
      </Fact>
      <Fact term={theirNumber}>
        {order.payby_order_no && <CopyableNumber value={order.payby_order_no} what={theirNumber} />}
      </Fact>
      <Fact term={say("field.payby_says")}>{say(`status.${order.status ?? "NONE"}`)}</Fact>
      <Fact term={say("field.reason")}>
        {order.intent_reason && word("reason", order.intent_reason)}
      </Fact>
      <Fact term={say("field.amount")}>
        <Amount money={order.amount} />
      </Fact>
      <Fact term={say("field.paid_amount")}>
        {order.paid_amount && <Amount money={order.paid_amount} />}
      </Fact>
      <Fact term={say("field.discount")}>
        {payment?.discount && <Amount money={payment.discount} />}
      </Fact>
      <Fact term={say("field.paid_at")}>{order.paid_at && <Moment at={order.paid_at} />}</Fact>
      <Fact term={say("field.scene")}>{word("scene", order.scene)}</Fact>
      <Fact term={say("field.channel")}>{payment && <PaidWith payment={payment} />}</Fact>
      <Fact term={say("field.payee_fee")}>
        {payment?.payee_fee && <Amount money={payment.payee_fee} />}
      </Fact>
      <Fact term={say("field.payer_fee")}>
        {payment?.payer_fee && <Amount money={payment.payer_fee} />}
      </Fact>
      <Fact term={say("field.settlement_amount")}>
        {payment?.settlement_amount && <Amount money={payment.settlement_amount} />}
      </Fact>
      <Fact term={say("field.refunded")}>
        {Number(order.refunded.amount) > 0 && <Amount money={order.refunded} />}
      </Fact>
      <Fact term={say("field.refundable")}>
        {order.state === "settled" && <Amount money={order.refundable} />}
      </Fact>
      <ChargebackFact chargeback={order.chargeback} />
      <Fact term={say("field.expires_at")}>{unpaid && <Moment at={order.expires_at} />}</Fact>
      <Fact term={say("field.next_look_at")}>
        {order.finished_at === null && order.next_look_at && <Moment at={order.next_look_at} />}
      </Fact>
    </Facts>
  )
}

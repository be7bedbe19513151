import type { AdminPayByOrder } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { useWord } from "../../i18n/use-word"
import { CopyableNumber } from "../plain/copyable-number"
import { Fact, Facts } from "../plain/facts"
import { Moment } from "../plain/moment"
import { ChargebackFact } from "./chargeback-fact"
import { MoneyFact } from "./money-fact"
import { PaidWith } from "./paid-with"

/** Numbers, amounts, and what PayBy told about a payment. */
export function PaymentFacts({ order }: { order: AdminPayByOrder }) {
  const say = useText()
  const word = useWord()
  const { payment } = order
  const number = say("field.merchant_order_no")
  const theirNumber = say("field.payby_order_no")
  const isUndecided = order.finished_at === null
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
      <MoneyFact term={say("field.amount")} money={order.amount} />
      <MoneyFact term={say("field.paid_amount")} money={order.paid_amount} />
      <MoneyFact term={say("field.discount")} money={payment?.discount} />
      <Fact term={say("field.paid_at")}>{order.paid_at && <Moment at={order.paid_at} />}</Fact>
      <Fact term={say("field.scene")}>{word("scene", order.scene)}</Fact>
      <Fact term={say("field.channel")}>{payment && <PaidWith payment={payment} />}</Fact>
      <MoneyFact term={say("field.payee_fee")} money={payment?.payee_fee} />
      <MoneyFact term={say("field.payer_fee")} money={payment?.payer_fee} />
      <MoneyFact term={say("field.settlement_amount")} money={payment?.settlement_amount} />
      <MoneyFact term={say("field.refunded")} money={order.refunded} />
      <MoneyFact
        term={say("field.refundable")}
        money={order.state === "settled" ? order.refundable : null}
      />
      <ChargebackFact chargeback={order.chargeback} />
      <Fact term={say("field.expires_at")}>
        {order.paid_at === null && <Moment at={order.expires_at} />}
      </Fact>
      <Fact term={say("field.next_look_at")}>
        {isUndecided && order.next_look_at && <Moment at={order.next_look_at} />}
      </Fact>
    </Facts>
  )
}

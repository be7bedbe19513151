import { StatusBadge, Text } from "@medusajs/ui"
import type { ComponentProps } from "react"
import type { AdminPayByLookUp } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { useWord } from "../../i18n/use-word"
import { MedusaOrderLink } from "../payment/medusa-order-link"
import { PaymentLink } from "../payment/payment-link"
import { StateBadge } from "../payment/state-badge"
import { Amount } from "../plain/amount"
import { CopyableNumber, PlainNumber } from "../plain/copyable-number"
import { Fact, Facts } from "../plain/facts"
import { Moment } from "../plain/moment"
import { Section } from "../plain/section"

const COLORS = {
  found: "green",
  absent: "grey",
  no_answer: "orange",
} satisfies Record<AdminPayByLookUp["result"], ComponentProps<typeof StatusBadge>["color"]>

/** What PayBy said about a number, beside what our books say. */
export function LookUpResult({ lookUp }: { lookUp: AdminPayByLookUp }) {
  const say = useText()
  return (
    <div className="grid gap-3 lg:grid-cols-2" aria-live="polite">
      <Section
        title={say("look_up.answer")}
        aside={
          <StatusBadge color={COLORS[lookUp.result]}>
            {say(`look_up.result.${lookUp.result}`)}
          </StatusBadge>
        }
      >
        <TheirWord lookUp={lookUp} />
      </Section>
      <Section title={say("look_up.in_our_books")}>
        <OurBooks order={lookUp.order} />
      </Section>
    </div>
  )
}

function TheirWord({ lookUp }: { lookUp: AdminPayByLookUp }) {
  const say = useText()
  const word = useWord()
  const { answer } = lookUp
  const group = lookUp.kind === "refund" ? "refund_status" : "status"
  const why = [answer?.fail_code, answer?.fail_text].filter(Boolean).join(" ")
  const theirNumber = say("field.payby_order_no")
  return (
    <Facts>
      <Fact term={say("field.number")}>
        <PlainNumber value={lookUp.number} />
      </Fact>
      <Fact term={say("field.payby_says")}>{answer && word(group, answer.status)}</Fact>
      <Fact term={theirNumber}>
        {answer?.payby_order_no && (
          <CopyableNumber value={answer.payby_order_no} what={theirNumber} />
        )}
      </Fact>
      <Fact term={say("field.amount")}>{answer?.amount && <Amount money={answer.amount} />}</Fact>
      <Fact term={say("field.paid_amount")}>
        {answer?.paid_amount && <Amount money={answer.paid_amount} />}
      </Fact>
      <Fact term={say("field.channel")}>{answer?.channel && word("channel", answer.channel)}</Fact>
      <Fact term={say("look_up.fail")}>{why}</Fact>
      <Fact term={say("look_up.at")}>{answer?.at && <Moment at={answer.at} />}</Fact>
      <Fact term={say("field.reason")}>{lookUp.result === "no_answer" && lookUp.message}</Fact>
      <Fact term={say("field.trace_code")}>
        {lookUp.trace_code && (
          <CopyableNumber value={lookUp.trace_code} what={say("field.trace_code")} />
        )}
      </Fact>
    </Facts>
  )
}

function OurBooks({ order }: { order: AdminPayByLookUp["order"] }) {
  const say = useText()
  if (order === null) {
    return (
      <Text size="small" className="text-ui-fg-subtle px-6 py-4">
        {say("look_up.not_in_our_books")}
      </Text>
    )
  }
  return (
    <Facts>
      <Fact term={say("field.merchant_order_no")}>
        <PaymentLink number={order.merchant_order_no}>{order.merchant_order_no}</PaymentLink>
      </Fact>
      <Fact term={say("field.state")}>
        <StateBadge state={order.state} />
      </Fact>
      <Fact term={say("field.amount")}>
        <Amount money={order.amount} />
      </Fact>
      <Fact term={say("field.order")}>
        <MedusaOrderLink order={order.order} />
      </Fact>
    </Facts>
  )
}

import { useLanguage } from "../../i18n/use-language"
import { useText } from "../../i18n/use-text"
import type { AdminPayByHealthQueues } from "../../../api/admin/payby/contract"
import { PaymentLink } from "../payment/payment-link"
import { Fact, Facts } from "../plain/facts"
import { Ago } from "../plain/moment"
import { Section } from "../plain/section"

const LENGTHS = [
  "orders_due",
  "orders_undecided",
  "notifications_waiting",
  "notifications_poison",
  "refunds_open",
  "attention",
] as const

/** How much waits to be done. */
export function Queues({ queues }: { queues: AdminPayByHealthQueues }) {
  const say = useText()
  const { locale } = useLanguage()
  const { oldest_undecided: oldest } = queues
  return (
    <Section title={say("health.queues")}>
      <Facts>
        {LENGTHS.map((name) => (
          <Fact key={name} term={say(`health.queue.${name}`)}>
            {queues[name].toLocaleString(locale)}
          </Fact>
        ))}
        <Fact term={say("health.oldest_undecided")}>
          {oldest && (
            <span className="flex flex-col">
              <PaymentLink number={oldest.merchant_order_no}>
                {oldest.merchant_order_no}
              </PaymentLink>
              <Ago at={oldest.since} />
            </span>
          )}
        </Fact>
      </Facts>
    </Section>
  )
}

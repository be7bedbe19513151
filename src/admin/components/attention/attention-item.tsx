import { Badge, Text } from "@medusajs/ui"
import type { AdminPayByAttentionItem } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { useWord } from "../../i18n/use-word"
import { ActionButtons } from "../actions/action-buttons"
import { PaymentLink } from "../payment/payment-link"
import { Amount } from "../plain/amount"
import { Ago } from "../plain/moment"

/** One thing that needs a person: why, since when, what to do, and the buttons that do it. */
export function AttentionItem({ item }: { item: AdminPayByAttentionItem }) {
  const say = useText()
  const word = useWord()
  // A notification about a payment that our books do not have leads nowhere.
  const page = item.kind === "notification" ? null : item.merchant_order_no
  return (
    <li className="flex flex-col gap-y-2 px-6 py-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Text size="small" leading="compact" weight="plus">
          {word("attention.reason", item.reason)}
        </Text>
        <Text as="span" size="xsmall" className="text-ui-fg-subtle">
          <Ago at={item.since} />
        </Text>
      </div>
      <div className="text-ui-fg-subtle txt-compact-small flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge size="2xsmall">{say(`attention.kind.${item.kind}`)}</Badge>
        {item.amount !== null && <Amount money={item.amount} />}
        <PaymentLink number={page}>{item.merchant_order_no}</PaymentLink>
      </div>
      <Text size="small" className="text-ui-fg-subtle">
        {word("attention.next", item.reason, item.next_step)}
      </Text>
      <ActionButtons actions={item.actions} about={item.merchant_order_no ?? item.id} />
    </li>
  )
}

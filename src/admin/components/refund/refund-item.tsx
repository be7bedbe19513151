import { Text } from "@medusajs/ui"
import type { AdminPayByRefund } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { ActionButtons } from "../actions/action-buttons"
import { Amount } from "../plain/amount"
import { CopyableNumber } from "../plain/copyable-number"
import { Moment } from "../plain/moment"
import { RefundBadge } from "./refund-badge"

/** One refund of a payment: how much, how it stands, why it failed, and what can be done. */
export function RefundItem({ refund }: { refund: AdminPayByRefund }) {
  const say = useText()
  return (
    <li className="flex flex-col gap-y-2 px-6 py-4">
      <div className="flex items-center justify-between gap-2">
        <Text size="small" leading="compact" weight="plus">
          <Amount money={refund.amount} />
        </Text>
        <RefundBadge state={refund.state} />
      </div>
      <CopyableNumber value={refund.refund_no} what={say("field.refund_no")} />
      <Text size="xsmall" className="text-ui-fg-subtle">
        <Moment at={refund.requested_at} />
        {refund.operator_name !== null && <span>{` · ${refund.operator_name}`}</span>}
        {refund.reason !== null && <span>{` · ${refund.reason}`}</span>}
      </Text>
      <RefundTrouble refund={refund} />
      <ActionButtons actions={refund.actions} about={refund.refund_no} />
    </li>
  )
}

/** PayBy's reason, and how it went on. */
function RefundTrouble({ refund }: { refund: AdminPayByRefund }) {
  const say = useText()
  const why = [refund.fail_code, refund.fail_text].filter((word) => word !== null).join(" ")
  return (
    <Text as="div" size="xsmall" className="text-ui-fg-subtle empty:hidden">
      {why !== "" && <p className="text-ui-fg-error">{why}</p>}
      {refund.retry_of !== null && <p>{say("refunds.retry_of", { number: refund.retry_of })}</p>}
      {refund.retried_by !== null && (
        <p>{say("refunds.retried_by", { number: refund.retried_by })}</p>
      )}
    </Text>
  )
}

import { Text } from "@medusajs/ui"
import type { AdminPayByRefund } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { RefundItem } from "./refund-item"

/** The refunds of a payment; nothing when there are none. */
export function RefundList({ refunds }: { refunds: readonly AdminPayByRefund[] }) {
  const say = useText()
  if (refunds.length === 0) return null
  return (
    <div>
      <Text as="div" size="small" leading="compact" weight="plus" className="px-6 pt-4">
        {say("order.refunds")}
      </Text>
      <ul className="divide-y">
        {refunds.map((refund) => (
          <RefundItem key={refund.refund_no} refund={refund} />
        ))}
      </ul>
    </div>
  )
}

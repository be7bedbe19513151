import { StatusBadge } from "@medusajs/ui"
import type { ComponentProps } from "react"
import type { AdminPayByRefundState } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"

const COLORS = {
  sending: "blue",
  unknown: "orange",
  under_way: "blue",
  arrived: "green",
  failed: "red",
} satisfies Record<AdminPayByRefundState, ComponentProps<typeof StatusBadge>["color"]>

/** How a refund stands, in a word and a colour. */
export function RefundBadge({ state }: { state: AdminPayByRefundState }) {
  const say = useText()
  return <StatusBadge color={COLORS[state]}>{say(`refund_state.${state}`)}</StatusBadge>
}

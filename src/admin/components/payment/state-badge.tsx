import { StatusBadge } from "@medusajs/ui"
import type { ComponentProps } from "react"
import type { AdminPayByOrderState } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"

const COLORS = {
  unresolved: "orange",
  waiting: "orange",
  closing: "grey",
  closed: "grey",
  settling: "blue",
  settled: "green",
  returning: "purple",
  returned: "purple",
  unclear: "red",
} satisfies Record<AdminPayByOrderState, ComponentProps<typeof StatusBadge>["color"]>

/** How a payment stands, in a word and a colour. */
export function StateBadge({ state }: { state: AdminPayByOrderState }) {
  const say = useText()
  return <StatusBadge color={COLORS[state]}>{say(`state.${state}`)}</StatusBadge>
}

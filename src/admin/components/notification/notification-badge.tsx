import { StatusBadge } from "@medusajs/ui"
import type { ComponentProps } from "react"
import type { AdminPayByNotificationState } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"

const COLORS = {
  waiting: "blue",
  done: "green",
  unknown_order: "orange",
  poison: "red",
} satisfies Record<AdminPayByNotificationState, ComponentProps<typeof StatusBadge>["color"]>

/** What came of a notification, in a word and a colour. */
export function NotificationBadge({ state }: { state: AdminPayByNotificationState }) {
  const say = useText()
  return <StatusBadge color={COLORS[state]}>{say(`notification_state.${state}`)}</StatusBadge>
}

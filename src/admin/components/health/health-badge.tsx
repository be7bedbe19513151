import { StatusBadge } from "@medusajs/ui"
import type { ComponentProps } from "react"
import type { AdminPayByHealthStatus } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"

const COLORS = {
  ok: "green",
  warning: "orange",
  failed: "red",
  unknown: "grey",
} satisfies Record<AdminPayByHealthStatus, ComponentProps<typeof StatusBadge>["color"]>

/** How well something is, in a word and a colour. */
export function HealthBadge({ status }: { status: AdminPayByHealthStatus }) {
  const say = useText()
  return <StatusBadge color={COLORS[status]}>{say(`health.status.${status}`)}</StatusBadge>
}

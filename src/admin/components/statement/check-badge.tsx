import { StatusBadge } from "@medusajs/ui"
import type { AdminPayByStatementCheck } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"

/** How a check stands: under way, failed, or how much it found. */
export function CheckBadge({ check }: { check: AdminPayByStatementCheck }) {
  const say = useText()
  const { status, difference_count: count } = check
  if (status !== "done") {
    return (
      <StatusBadge color={status === "running" ? "blue" : "red"}>
        {say(`statement.${status}`)}
      </StatusBadge>
    )
  }
  if (count === 0) return <StatusBadge color="green">{say("statement.agrees")}</StatusBadge>
  return (
    <StatusBadge color="orange">{say("statement.differences", { number: count ?? 0 })}</StatusBadge>
  )
}

import { clx } from "@medusajs/ui"
import type { AdminPayByAction } from "../../../api/admin/payby/contract"
import { ActionButton } from "./action-button"

/** What may be done now; nothing when that is nothing. */
export function ActionButtons({
  actions,
  about,
  inRow = false,
}: {
  actions: readonly AdminPayByAction[]
  /** The number that the actions are about, for those who do not see what stands beside them. */
  about: string
  /** In a row of a table, which grows wider rather than higher. */
  inRow?: boolean
}) {
  const allowed = actions.filter((action) => action.allowed)
  if (allowed.length === 0) return null
  return (
    <div className={clx("flex gap-2", inRow ? "py-1" : "flex-wrap")}>
      {allowed.map((action) => (
        <ActionButton key={action.name} action={action} about={about} />
      ))}
    </div>
  )
}

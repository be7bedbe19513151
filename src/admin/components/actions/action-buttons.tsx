import type { AdminPayByAction } from "../../../api/admin/payby/contract"
import { ActionButton } from "./action-button"

/** What may be done now; nothing when that is nothing. */
export function ActionButtons({
  actions,
  about,
}: {
  actions: readonly AdminPayByAction[]
  /** The number that the actions are about, for those who do not see what stands beside them. */
  about: string
}) {
  const allowed = actions.filter((action) => action.allowed)
  if (allowed.length === 0) return null
  return (
    <div className="flex flex-wrap gap-2">
      {allowed.map((action) => (
        <ActionButton key={action.name} action={action} about={about} />
      ))}
    </div>
  )
}

import { toast } from "@medusajs/ui"
import type {
  AdminPayByActionName,
  AdminPayByActionOutcome,
  AdminPayByActionResult,
} from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"

const TOASTS = {
  done: toast.success,
  under_way: toast.info,
  nothing_to_do: toast.info,
  refused: toast.error,
  unknown: toast.warning,
} satisfies Record<AdminPayByActionOutcome, unknown>

/** Waits for an action and tells how it ended. Never rejects: a failure is told as well. */
export function useTellOutcome() {
  const say = useText()
  return async (name: AdminPayByActionName, taking: Promise<AdminPayByActionResult>) => {
    const action = say(`action.${name}`)
    try {
      const { outcome, message } = await taking
      // A refusal has a reason that only the server, or PayBy, can tell.
      const why = outcome === "refused" ? message : say(`outcome_why.${outcome}`, { action })
      TOASTS[outcome](say(`outcome.${outcome}`), { description: why })
    } catch (error) {
      toast.error(say("outcome.failed"), {
        description: `${action}: ${error instanceof Error ? error.message : String(error)}`,
      })
    }
  }
}

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
      TOASTS[outcome](say(`outcome.${outcome}`), {
        description: [
          say(`outcome_why.${outcome}`, { action }),
          ...reasonOf(outcome, message),
        ].join(" "),
      })
    } catch (error) {
      toast.error(say("outcome.failed"), {
        description: `${action}: ${error instanceof Error ? error.message : String(error)}`,
      })
    }
  }
}

/** What went wrong is something that only the server, or PayBy, can tell, in English. */
function reasonOf(outcome: AdminPayByActionOutcome, message: string): string[] {
  return outcome === "refused" || outcome === "unknown" ? [message] : []
}

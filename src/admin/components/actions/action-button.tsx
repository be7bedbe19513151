import { Button } from "@medusajs/ui"
import { useRef, useState } from "react"
import type { AdminPayByAction, AdminPayByActionName } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { useTakeAction } from "../../queries/take-action"
import { ACTION_ICONS } from "./action-icon"
import { ActionPrompt } from "./action-prompt"
import { useTellOutcome } from "./use-tell-outcome"

/** Questions to PayBy change nothing by themselves: they are not asked about first. */
const WITHOUT_ASKING: ReadonlySet<AdminPayByActionName> = new Set(["ask", "follow_refund"])

/** One action: asks first, shows that it is being done, and tells how it ended. */
export function ActionButton({ action, about }: { action: AdminPayByAction; about: string }) {
  const say = useText()
  const button = useRef<HTMLButtonElement>(null)
  const [asking, setAsking] = useState(false)
  const { mutateAsync, isPending } = useTakeAction()
  const tell = useTellOutcome()
  const take = async (note: string) => {
    await tell(action.name, mutateAsync({ action, note }))
    setAsking(false)
  }
  const Icon = ACTION_ICONS[action.name]
  const name = say(`action.${action.name}`)
  return (
    <>
      <Button
        ref={button}
        type="button"
        size="small"
        variant="secondary"
        isLoading={isPending && !asking}
        aria-label={`${name}: ${about}`}
        onClick={() => (WITHOUT_ASKING.has(action.name) ? void take("") : setAsking(true))}
      >
        <Icon />
        {name}
      </Button>
      <ActionPrompt
        action={action}
        open={asking}
        working={isPending}
        onYes={(note) => void take(note)}
        onNo={() => setAsking(false)}
        onGone={() => button.current?.focus()}
      />
    </>
  )
}

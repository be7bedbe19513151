import { ExclamationCircleSolid } from "@medusajs/icons"
import { Tooltip } from "@medusajs/ui"
import { useText } from "../../i18n/use-text"
import { useWord } from "../../i18n/use-word"

/** Marks a payment that needs a person, and says why; nothing where none is needed. */
export function AttentionMark({ reason }: { reason: string | null }) {
  const say = useText()
  const word = useWord()
  if (reason === null) return null
  const text = say("order.needs_attention", { reason: word("attention.reason", reason) })
  return (
    <Tooltip content={text}>
      <span role="img" aria-label={text}>
        <ExclamationCircleSolid className="text-ui-tag-orange-icon" />
      </span>
    </Tooltip>
  )
}

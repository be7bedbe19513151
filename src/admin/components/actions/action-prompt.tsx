import { Label, Prompt, Textarea } from "@medusajs/ui"
import { useId, useState } from "react"
import type { AdminPayByAction } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { useAmount } from "../plain/amount"

/** What the server takes. */
const LONGEST_NOTE = 500

interface ActionPromptProps {
  action: AdminPayByAction
  open: boolean
  /** It was said yes to, and is being done. */
  working: boolean
  onYes: (note: string) => void
  onNo: () => void
  /** It is gone: the keyboard goes back to where it was asked from. */
  onGone: () => void
}

/** The question before an action, with room for a reason. It stays until the outcome is known. */
export function ActionPrompt({ action, open, working, onYes, onNo, onGone }: ActionPromptProps) {
  const say = useText()
  const amountOf = useAmount()
  const noteId = useId()
  const [note, setNote] = useState("")
  const blanks = { amount: action.amount === null ? "" : amountOf(action.amount) }
  return (
    <Prompt open={open} variant={action.moves_money ? "danger" : "confirmation"}>
      <Prompt.Content
        onEscapeKeyDown={() => !working && onNo()}
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          onGone()
        }}
      >
        <Prompt.Header>
          <Prompt.Title>{say(`confirm.${action.name}.title`, blanks)}</Prompt.Title>
          <Prompt.Description>{say(`confirm.${action.name}.text`, blanks)}</Prompt.Description>
        </Prompt.Header>
        <div className="flex flex-col gap-y-2 px-6 pt-4">
          <Label htmlFor={noteId} size="small" weight="plus">
            {say("confirm.note")}
          </Label>
          <Textarea
            id={noteId}
            rows={2}
            maxLength={LONGEST_NOTE}
            value={note}
            disabled={working}
            onChange={({ target }) => setNote(target.value)}
          />
        </div>
        <Prompt.Footer>
          <Prompt.Cancel type="button" disabled={working} onClick={onNo}>
            {say("confirm.back")}
          </Prompt.Cancel>
          <Prompt.Action
            type="button"
            disabled={working}
            aria-busy={working}
            onClick={() => onYes(note.trim())}
          >
            {say(working ? "confirm.working" : `confirm.${action.name}.button`, blanks)}
          </Prompt.Action>
        </Prompt.Footer>
      </Prompt.Content>
    </Prompt>
  )
}

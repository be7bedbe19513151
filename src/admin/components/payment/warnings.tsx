import { Alert } from "@medusajs/ui"
import { useDate } from "@medusajs/dashboard/hooks"
import type { AdminPayByOrder } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { useWord } from "../../i18n/use-word"

/** What is wrong with a payment, and what a person should do about it. */
export function Warnings({ order }: { order: AdminPayByOrder }) {
  const say = useText()
  const word = useWord()
  const { getRelativeDate } = useDate()
  const { attention, trouble } = order
  const troubled = trouble !== null && order.finished_at === null
  if (attention === null && !troubled && !order.revoked) return null
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      {attention !== null && (
        <Alert variant="warning">
          <span className="flex flex-col gap-y-1">
            <span>
              {say("order.needs_attention", { reason: word("attention.reason", attention) })}
            </span>
            <span className="text-ui-fg-subtle">{word("attention.next", attention, "")}</span>
          </span>
        </Alert>
      )}
      {troubled && (
        <Alert variant="info">
          {say("order.trouble", {
            kind: word("trouble", trouble.kind),
            when: getRelativeDate(trouble.at),
          })}
        </Alert>
      )}
      {order.revoked && <Alert variant="info">{say("order.revoked")}</Alert>}
    </div>
  )
}

import type { AdminPayByPaymentFacts } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { useWord } from "../../i18n/use-word"

/** The channel, and the card where there was one: its brand and last digits only. */
export function PaidWith({ payment }: { payment: AdminPayByPaymentFacts }) {
  const say = useText()
  const word = useWord()
  const { channel, card_brand, card_last4 } = payment
  const card =
    card_last4 === null
      ? null
      : say("field.card", { brand: card_brand ?? word("channel", "CARD"), last4: card_last4 })
  return (
    <span className="flex flex-col">
      {channel !== null && <span>{word("channel", channel)}</span>}
      {card !== null && <span>{card}</span>}
    </span>
  )
}

import { useText } from "../../i18n/use-text"

/** A word, or a dash where there is none. */
export function WordCell({ text }: { text: string | null }) {
  const say = useText()
  if (text === null) return <span className="text-ui-fg-muted">{say("common.none")}</span>
  return <span>{text}</span>
}

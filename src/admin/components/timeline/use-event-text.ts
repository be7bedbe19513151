import type { AdminPayByTimelineEntry } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { useWord } from "../../i18n/use-word"

/** Details of an entry that are words with texts of their own, and where those are. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  reason: ["reason", "attention.reason"],
  status: ["status", "refund_status"],
  action: ["action"],
  outcome: ["outcome"],
}

/** What an entry lacks while what it tells of is still going on. */
const STILL_GOING_ON = { outcome: "begun" }

/** An entry of the time line as a sentence. */
export function useEventText(): (entry: AdminPayByTimelineEntry) => string {
  const say = useText()
  const word = useWord()
  return ({ event, detail }) => {
    const blanks = Object.entries({ ...STILL_GOING_ON, ...detail }).map(
      ([name, value]): [string, string] => [
        name,
        (WORDS[name] ?? []).reduce((text, group) => word(group, text, text), value),
      ],
    )
    return say(`timeline.event.${event}`, Object.fromEntries(blanks))
  }
}

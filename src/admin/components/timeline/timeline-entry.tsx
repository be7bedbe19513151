import { Text } from "@medusajs/ui"
import type { AdminPayByTimelineEntry } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { Moment } from "../plain/moment"
import { useEventText } from "./use-event-text"

/** One thing that happened: what, when, and whose word or doing it was. */
export function TimelineEntry({ entry }: { entry: AdminPayByTimelineEntry }) {
  const say = useText()
  const textOf = useEventText()
  const source = say(`timeline.source.${entry.source}`)
  const whom =
    entry.actor === null
      ? source
      : say("timeline.by_whom", { source, name: entry.actor.name ?? say("common.nobody") })
  return (
    <li className="border-ui-border-strong relative border-s ps-4">
      <span
        aria-hidden
        className="bg-ui-fg-muted absolute -start-[3px] top-1.5 size-1.5 rounded-full"
      />
      <Text size="small" leading="compact" weight="plus">
        {textOf(entry)}
      </Text>
      <Text size="xsmall" className="text-ui-fg-subtle">
        <Moment at={entry.at} />
        {" · "}
        <span>{whom}</span>
      </Text>
      {entry.note !== null && (
        <Text size="xsmall" className="text-ui-fg-subtle italic">
          <q>{entry.note}</q>
        </Text>
      )}
    </li>
  )
}

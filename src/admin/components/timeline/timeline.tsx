import type { AdminPayByTimelineEntry } from "../../../api/admin/payby/contract"
import { TimelineEntry } from "./timeline-entry"

/** Everything that happened to a payment, the oldest first. */
export function Timeline({ entries }: { entries: readonly AdminPayByTimelineEntry[] }) {
  return (
    <ol className="flex flex-col gap-y-3">
      {entries.map((entry) => (
        <TimelineEntry key={entry.id} entry={entry} />
      ))}
    </ol>
  )
}

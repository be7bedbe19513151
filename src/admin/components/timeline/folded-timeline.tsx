import { Button } from "@medusajs/ui"
import { useId, useState } from "react"
import type { AdminPayByTimelineEntry } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { Timeline } from "./timeline"

/** The time line where there is little room: shown when asked for. */
export function FoldedTimeline({ entries }: { entries: readonly AdminPayByTimelineEntry[] }) {
  const say = useText()
  const id = useId()
  const [open, setOpen] = useState(false)
  return (
    <div className="flex flex-col items-start gap-y-3 px-6 py-4">
      <Button
        type="button"
        size="small"
        variant="transparent"
        aria-expanded={open}
        aria-controls={id}
        className="-ms-2"
        onClick={() => setOpen(!open)}
      >
        {say(open ? "order.hide_timeline" : "order.show_timeline")}
      </Button>
      <div id={id} hidden={!open}>
        <Timeline entries={entries} />
      </div>
    </div>
  )
}

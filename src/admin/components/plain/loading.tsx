import { Skeleton } from "@medusajs/ui"
import { useText } from "../../i18n/use-text"

/** The place of something that is still on its way. */
export function Loading({ lines = 3 }: { lines?: number }) {
  const say = useText()
  return (
    <div
      className="flex flex-col gap-y-3 px-6 py-4"
      role="status"
      aria-label={say("common.loading")}
    >
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} className="h-5 w-full" />
      ))}
    </div>
  )
}

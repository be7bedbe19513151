import { useDate } from "@medusajs/dashboard/hooks"

/** Date and time. */
export function Moment({ at }: { at: string }) {
  const { getFullDate } = useDate()
  return <time dateTime={at}>{getFullDate({ date: at, includeTime: true })}</time>
}

/** How long ago; date and time when pointed at. */
export function Ago({ at }: { at: string }) {
  const { getFullDate, getRelativeDate } = useDate()
  return (
    <time dateTime={at} title={getFullDate({ date: at, includeTime: true })}>
      {getRelativeDate(at)}
    </time>
  )
}

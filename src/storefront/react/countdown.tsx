import { useEffect, useState } from "react"
import { style } from "./style.ts"

/** The time until `expiresAt` (milliseconds since 1970), shown second by second. */
export function Countdown({ expiresAt, label }: { expiresAt: number; label: string }) {
  const left = useTimeLeft(expiresAt)
  return (
    // A clock that is read out every second helps nobody.
    <p style={style.small} role="timer" aria-live="off">
      {label} <bdi style={style.time}>{clockText(left)}</bdi>
    </p>
  )
}

/** Milliseconds until then; never less than 0. */
export function useTimeLeft(expiresAt: number): number {
  const [left, setLeft] = useState(() => Math.max(0, expiresAt - Date.now()))
  useEffect(() => {
    const show = () => setLeft(Math.max(0, expiresAt - Date.now()))
    show()
    const timer = setInterval(show, 1_000)
    return () => clearInterval(timer)
  }, [expiresAt])
  return left
}

/** `m:ss`, or `h:mm:ss` from an hour on. */
export function clockText(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  const two = (value: number) => String(value).padStart(2, "0")
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`
}

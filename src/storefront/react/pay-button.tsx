"use client"
import { useEffect, useRef, useState, type ReactNode } from "react"
import type { Choice } from "../payment.ts"
import { start, type Started, type StartOptions } from "../start.ts"
import type { StoreSdk } from "../sdk.ts"
import { wordsIn, type Language, type Words } from "../words/index.ts"
import { style } from "./style.ts"

/** What `PayByButton` needs: the SDK and a cart. */
export interface PayByButtonProps {
  sdk: StoreSdk
  /** The id of a cart that is ready to be paid: address and shipping chosen. */
  cart: string
  choice?: Choice
  providerId?: string
  language?: Language
  words?: Partial<Words>
  className?: string
  /** One of several ways, and not the first. */
  secondary?: boolean
  /** The cart is not ready yet. */
  disabled?: boolean
  /**
   * What to do once there is a link, or word that it is paid already. Absent: the browser goes to the
   * link, in this tab; that is right for `PAYPAGE`, `EWALLET` and `JSAPI`.
   */
  onStarted?: (started: Extract<Started, { kind: "payable" | "paid" }>) => void
  /** Instead of the words on the button. */
  children?: ReactNode
}

/** Starts the payment once, however often it is pressed. */
export function PayByButton(props: PayByButtonProps) {
  const { sdk, cart, choice, language = "en", disabled = false } = props
  const words = wordsIn(language, props.words)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  // State is only seen at the next drawing; a second press may come before.
  const pressed = useRef(false)

  const rest = () => {
    pressed.current = false
    setBusy(false)
  }
  // Whoever comes back from PayBy's page by "back" finds the page as it was left: still busy.
  useEffect(() => {
    window.addEventListener("pageshow", rest)
    return () => window.removeEventListener("pageshow", rest)
  }, [])

  const press = async () => {
    if (pressed.current || disabled) return
    pressed.current = true
    setBusy(true)
    setProblem(null)
    const options: StartOptions = props.providerId ? { providerId: props.providerId } : {}
    const started = await start(sdk, cart, choice, options)
    if (started.kind !== "payable" && started.kind !== "paid") {
      setProblem(words[started.kind])
    } else if (props.onStarted) {
      props.onStarted(started)
    } else if (started.kind === "payable") {
      // Busy until the browser has left.
      window.location.assign(started.link.url)
      return
    }
    rest()
  }

  return (
    <div lang={language} dir={words.direction}>
      <button
        type="button"
        className={props.className}
        style={props.className ? undefined : props.secondary ? style.second : style.button}
        onClick={() => void press()}
        // Not `disabled` while it works: the focus would be lost.
        aria-disabled={busy || disabled}
        aria-busy={busy}
      >
        {busy ? words.starting : (props.children ?? words.pay)}
      </button>
      {problem !== null && (
        <p role="alert" style={style.alert}>
          {problem}
        </p>
      )}
    </div>
  )
}

"use client"
import { useEffect, useRef, useState } from "react"
import { paymentIn, withoutPayment, withPayment } from "../address.ts"
import type { Outcome } from "../outcome.ts"
import type { StoreSdk } from "../sdk.ts"
import { start, type Started } from "../start.ts"
import { wordsIn, type Language, type Words } from "../words/index.ts"
import { PayByFrame } from "./frame.tsx"
import { PayByButton } from "./pay-button.tsx"
import { PayByQr } from "./qr-code.tsx"
import { style } from "./style.ts"
import { usePayment } from "./use-payment.ts"
import { PayByWaiting } from "./waiting.tsx"
import { choiceFor, nameOf, type Way } from "./ways.ts"

/** What `PayByCheckout` needs: the SDK, a cart, and where to go with the order. */
export interface PayByCheckoutProps {
  sdk: StoreSdk
  /** The id of a cart that is ready to be paid. */
  cart: string
  /** The ways to pay to offer, in this order; wallets are offered on phones only. */
  offer?: readonly Way[]
  language?: Language
  words?: Partial<Words>
  providerId?: string
  /** As `script` of `PayByFrame`. */
  frameScript?: string
  /** There is an order: the place to go to its page. */
  onOrder: (order: string) => void
}

type Begun = Extract<Started, { kind: "payable" | "paid" }>

/**
 * All of it in one piece: buttons for the ways to pay, the code or the frame, and how it stands. While
 * there is a payment, the address of the page tells of it, so that a reload takes it up again.
 */
export function PayByCheckout(props: PayByCheckoutProps) {
  const { sdk, cart, offer = ["page"], language = "en", onOrder } = props
  const words = wordsIn(language, props.words)
  const shared = { language, ...(props.words ? { words: props.words } : {}) }
  const provider = props.providerId ? { providerId: props.providerId } : {}
  const [found] = useState(() => (typeof window === "undefined" ? null : paymentIn(location.href)))
  const [way, setWay] = useState<Way | null>(null)
  const followed = usePayment(sdk, found)
  const { payment, link, progress, outcome } = followed

  useEffect(() => {
    if (payment !== null) tellInAddress(withPayment(location.href, payment))
  }, [payment])
  useOrder(outcome, onOrder)

  const forget = () => {
    tellInAddress(withoutPayment(location.href))
    followed.forget()
  }
  const begun = (chosen: Way, started: Begun) => {
    // The link may be of another kind than was asked for, where PayBy has not granted that one.
    const leaves =
      chosen !== "frame" || started.kind !== "payable" || started.link.scene !== "PAYPAGE"
    if (started.kind === "payable" && started.link.scene !== "DYNQR" && leaves) {
      location.assign(started.link.url)
      return
    }
    setWay(chosen)
    followed.follow(started)
  }
  const refresh = async () => {
    const started = await start(sdk, cart, { scene: "DYNQR" }, provider)
    if (started.kind === "payable" || started.kind === "paid") begun("code", started)
    else forget()
  }

  if (payment === null) {
    return (
      <div style={style.list}>
        {offer.map((one, place) => {
          const choice = choiceFor(one)
          return (
            choice && (
              <PayByButton
                key={one}
                sdk={sdk}
                cart={cart}
                choice={choice}
                {...provider}
                {...shared}
                secondary={place > 0}
                onStarted={(started) => begun(one, started)}
              >
                {nameOf(one, words)}
              </PayByButton>
            )
          )
        })}
      </div>
    )
  }
  const shown = outcome === null ? link : null
  const isCode = shown?.scene === "DYNQR"
  const isFramed = way === "frame" && shown?.scene === "PAYPAGE"
  return (
    <div style={style.list}>
      {shown && isCode && (
        <PayByQr
          link={shown}
          scanned={progress?.kind === "waiting" && progress.scanned}
          {...shared}
          onRefresh={() => void refresh()}
        />
      )}
      {shown && isFramed && (
        <PayByFrame
          link={shown}
          {...shared}
          {...(props.frameScript ? { script: props.frameScript } : {})}
        />
      )}
      <PayByWaiting
        progress={progress}
        outcome={outcome}
        link={isCode || isFramed ? null : shown}
        saidElsewhere={isCode}
        {...shared}
        onGiveUp={() => void followed.giveUp()}
        onTryAgain={forget}
      />
    </div>
  )
}

/** The same page under another address: nothing is loaded, and "back" is not longer. */
function tellInAddress(address: string): void {
  history.replaceState(history.state, "", address)
}

/** Tells of an order once. */
function useOrder(outcome: Outcome | null, onOrder: (order: string) => void): void {
  const told = useRef<Outcome | null>(null)
  useEffect(() => {
    if (outcome?.kind !== "order" || told.current === outcome) return
    told.current = outcome
    onOrder(outcome.order)
  }, [outcome, onOrder])
}

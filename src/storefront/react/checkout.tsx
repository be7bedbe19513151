"use client"
import { useEffect, useRef, useState } from "react"
import { paymentIn, withoutPayment, withPayment } from "../address.ts"
import type { Outcome } from "../outcome.ts"
import type { Choice } from "../payment.ts"
import type { StoreSdk } from "../sdk.ts"
import { start, type Started } from "../start.ts"
import { wordsIn, type Language, type Words } from "../words/index.ts"
import { PayByFrame } from "./frame.tsx"
import { PayByButton } from "./pay-button.tsx"
import { PayByQr } from "./qr-code.tsx"
import { style } from "./style.ts"
import { usePayment } from "./use-payment.ts"
import { PayByWaiting } from "./waiting.tsx"

export interface PayByCheckoutProps {
  sdk: StoreSdk
  /** The id of a cart that is ready to be paid. */
  cart: string
  /** The ways to pay to offer, in this order. `frame` is PayBy's page within this one. */
  offer?: readonly ("page" | "frame" | "code")[]
  language?: Language
  words?: Partial<Words>
  providerId?: string
  /** As for `PayByFrame`. */
  frameScript?: string
  /** There is an order: the place to go to its page. */
  onOrder: (order: string) => void
}

type Way = NonNullable<PayByCheckoutProps["offer"]>[number]
type Startable = Extract<Started, { kind: "payable" | "paid" }>

const CHOICES: Readonly<Record<Way, Choice>> = {
  page: { scene: "PAYPAGE" },
  frame: { scene: "PAYPAGE" },
  code: { scene: "DYNQR" },
}

/**
 * All of it in one piece: buttons for the ways to pay, the code or the frame, and how it stands. While
 * there is a payment, the address of the page tells of it, so that a reload takes it up again.
 */
export function PayByCheckout(props: PayByCheckoutProps) {
  const { sdk, cart, offer = ["page"], language = "en", onOrder } = props
  const words = wordsIn(language, props.words)
  const shared = { language, ...(props.words ? { words: props.words } : {}) }
  const [found] = useState(() => (typeof window === "undefined" ? null : paymentIn(location.href)))
  const [way, setWay] = useState<Way>(offer[0] ?? "page")
  const followed = usePayment(sdk, found)
  const { payment, link, progress, outcome } = followed

  useEffect(() => {
    if (payment !== null) {
      history.replaceState(history.state, "", withPayment(location.href, payment))
    }
  }, [payment])
  useOrder(outcome, onOrder)

  const forget = () => {
    history.replaceState(history.state, "", withoutPayment(location.href))
    followed.forget()
  }
  const begun = (chosen: Way, started: Startable) => {
    if (chosen === "page" && started.kind === "payable") return location.assign(started.link.url)
    setWay(chosen)
    followed.follow(started)
  }
  const refresh = async () => {
    const started = await start(sdk, cart, CHOICES.code, provider(props.providerId))
    if (started.kind === "payable" || started.kind === "paid") begun("code", started)
    else forget()
  }

  if (payment === null) {
    return (
      <div style={style.panel}>
        {offer.map((one) => (
          <PayByButton
            key={one}
            sdk={sdk}
            cart={cart}
            choice={CHOICES[one]}
            {...provider(props.providerId)}
            {...shared}
            onStarted={(started) => begun(one, started)}
          >
            {one === "code" ? words.payByCode : words.pay}
          </PayByButton>
        ))}
      </div>
    )
  }
  const scanned = progress?.kind === "waiting" && progress.scanned
  const payable = outcome === null && link !== null
  return (
    <div style={style.panel}>
      {payable && link.scene === "DYNQR" && (
        <PayByQr link={link} scanned={scanned} {...shared} onRefresh={() => void refresh()} />
      )}
      {payable && way === "frame" && link.scene === "PAYPAGE" && (
        <PayByFrame
          link={link}
          {...shared}
          {...(props.frameScript ? { script: props.frameScript } : {})}
        />
      )}
      <PayByWaiting
        progress={progress}
        outcome={outcome}
        {...shared}
        onGiveUp={() => void followed.giveUp()}
        onTryAgain={forget}
      />
    </div>
  )
}

function provider(providerId: string | undefined): { providerId?: string } {
  return providerId ? { providerId } : {}
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

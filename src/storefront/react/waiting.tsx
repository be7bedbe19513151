"use client"
import type { Outcome } from "../outcome.ts"
import type { Link } from "../payment.ts"
import type { Progress } from "../wait.ts"
import { wordsIn, type Language, type Words } from "../words/index.ts"
import { style } from "./style.ts"

/** What `PayByWaiting` needs: how the payment stands, as `usePayment` or `wait` tells it. */
export interface PayByWaitingProps {
  /** As `wait` tells it; null before the store has said anything. */
  progress: Progress | null
  /** How it ended; null while it has not. */
  outcome: Outcome | null
  /** Where to pay, for shoppers who came back without having paid; absent while the page itself shows it. */
  link?: Link | null
  /** The page says itself what to do, beside a code for example: as long as that holds, nothing is said here. */
  saidElsewhere?: boolean
  language?: Language
  words?: Partial<Words>
  /** The shopper no longer wants to pay. Offered while the payment can still be made. */
  onGiveUp?: () => void
  /** Starts the payment again. Offered when nothing was taken. */
  onTryAgain?: () => void
}

const PAYABLE: ReadonlySet<Progress["kind"]> = new Set(["starting", "waiting"])

/** Says how the payment stands, to eyes and screen readers alike, and what may be done about it. */
export function PayByWaiting(props: PayByWaitingProps) {
  const {
    progress,
    outcome,
    link,
    saidElsewhere = false,
    language = "en",
    onGiveUp,
    onTryAgain,
  } = props
  const words = wordsIn(language, props.words)
  const payable = outcome === null && (progress === null || PAYABLE.has(progress.kind))
  const again = outcome?.kind === "closed" || outcome?.kind === "unknown"
  return (
    <div lang={language} dir={words.direction} style={style.panel}>
      <p role="status" style={style.said}>
        {payable && saidElsewhere
          ? null
          : outcome === null
            ? progressIn(words, progress)
            : outcomeIn(words, outcome)}
      </p>
      {payable && <p style={style.small}>{words.mayClose}</p>}
      {payable && link && (
        <a href={link.url} style={style.button}>
          {words.toPayBy}
        </a>
      )}
      {again && onTryAgain && (
        <button type="button" style={style.button} onClick={onTryAgain}>
          {words.tryAgain}
        </button>
      )}
      {payable && onGiveUp && (
        <button type="button" style={style.quiet} onClick={onGiveUp}>
          {words.giveUp}
        </button>
      )}
    </div>
  )
}

function progressIn(words: Words, progress: Progress | null): string {
  if (progress === null) return words.waiting
  switch (progress.kind) {
    case "starting":
      return words.waiting
    case "waiting":
      return progress.scanned ? words.scanned : words.waiting
    default:
      return words[progress.kind]
  }
}

function outcomeIn(words: Words, outcome: Outcome): string {
  switch (outcome.kind) {
    case "order":
      return words.ordered
    case "closed":
      return words.closed[outcome.why]
    case "stopped":
      return words.waiting
    default:
      return words[outcome.kind]
  }
}

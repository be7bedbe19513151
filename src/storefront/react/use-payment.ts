"use client"
import { useCallback, useEffect, useState } from "react"
import { cancel } from "../cancel.ts"
import type { Outcome } from "../outcome.ts"
import type { Link, Payment } from "../payment.ts"
import type { StoreSdk } from "../sdk.ts"
import type { Started } from "../start.ts"
import { wait, type Progress } from "../wait.ts"

/** A payment as a page follows it. */
export interface FollowedPayment {
  /** Null until one was started or found. */
  readonly payment: Payment | null
  /** What to show so that the shopper can pay; null when there is nothing to show. */
  readonly link: Link | null
  readonly progress: Progress | null
  readonly outcome: Outcome | null
  /** Follows what `start` began. */
  follow(started: Extract<Started, { kind: "payable" | "paid" }>): void
  /** Gives the payment up; resolves when the store has said how it stands now. */
  giveUp(): Promise<void>
  /** Forgets the payment, so that another may be started. */
  forget(): void
}

interface State {
  payment: Payment | null
  link: Link | null
  progress: Progress | null
  outcome: Outcome | null
}

/**
 * Follows a payment to its end: one that the page starts, or `found`, one that it came back with
 * (`paymentIn(location.href)`). Stops looking when the component goes; the payment itself goes on.
 */
export function usePayment(sdk: StoreSdk, found: Payment | null = null): FollowedPayment {
  const [state, setState] = useState<State>(() => nothingYet(found))
  const { payment } = state

  useEffect(() => {
    if (payment === null) return
    const gone = new AbortController()
    // A later payment of the same page must not be told what becomes of this one.
    const change = (news: Partial<State>) =>
      setState((now) => (now.payment === payment ? { ...now, ...news } : now))
    void wait(sdk, payment, {
      signal: gone.signal,
      onProgress: (progress) =>
        change(
          progress.kind === "waiting" && progress.link !== null
            ? { progress, link: progress.link }
            : { progress },
        ),
    }).then((outcome) => {
      if (!gone.signal.aborted) change({ outcome, link: null })
    })
    return () => gone.abort()
  }, [sdk, payment])

  const follow = useCallback((started: Extract<Started, { kind: "payable" | "paid" }>) => {
    const link = started.kind === "payable" ? started.link : null
    setState({ ...nothingYet(started.payment), link })
  }, [])
  const giveUp = useCallback(async () => {
    if (payment !== null) await cancel(sdk, payment)
  }, [sdk, payment])
  const forget = useCallback(() => setState(nothingYet(null)), [])
  return { ...state, follow, giveUp, forget }
}

function nothingYet(payment: Payment | null): State {
  return { payment, link: null, progress: null, outcome: null }
}

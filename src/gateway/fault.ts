/** Why PayBy said no. `codes.ts` says which of its codes means which. */
export type Refusal =
  /** The order is paid already. */
  | "order-paid"
  /** The order is paid and settled already. */
  | "order-settled"
  /** The order is cancelled, expired or revoked already. */
  | "order-failed"
  /** The order was revoked, so its money is on its way back without a refund. */
  | "order-revoked"
  /** PayBy has no order with this number. */
  | "no-such-order"
  /** PayBy has no refund with this number. */
  | "no-such-refund"
  /** The number belongs to an order or refund with other parameters. */
  | "number-taken"
  /** A parameter is missing or malformed: repeating the same changes nothing. */
  | "invalid-request"
  /** The expiry lies in the past, or too far ahead. */
  | "expiry-refused"
  /** The scene is none PayBy offers. */
  | "scene-not-offered"
  /** More than what is left of the order. */
  | "refund-exceeds"
  /** Nothing was paid, so nothing can go back. */
  | "not-paid"
  /** The order has been refunded, so it cannot be revoked. */
  | "already-refunded"
  /** PayBy's risk control stopped the request. */
  | "risk"
  /** PayBy rejects it and gives no reason. */
  | "refused"
  /** PayBy could not do it now; the same request may succeed later. */
  | "try-later"
  /** The pay link does not exist or has expired. */
  | "expired-link"
  /** There is no statement for that day, or not yet. */
  | "no-statement"

/** What an unsigned answer asserts. Nobody vouches for it: for people to read, for no decision. */
export interface Claims {
  readonly code?: string
  readonly message?: string
  readonly httpStatus: number
}

/** What a caller may do next, after a call that did not succeed. */
export type Fault =
  /** PayBy said no, and signed it: it did not happen. */
  | {
      readonly kind: "refused"
      readonly meaning: Refusal
      readonly code: string
      readonly message: string
      readonly traceCode?: string
    }
  /** Nothing was sent: safe to repeat. */
  | { readonly kind: "unreachable"; readonly reason: string }
  /** It may have happened: ask, never assume. */
  | {
      readonly kind: "unknown-outcome"
      readonly reason: string
      readonly code?: string
      readonly traceCode?: string
    }
  /** The signature is missing or wrong, or this is another order's answer. Moves nothing; ask again. */
  | {
      readonly kind: "untrusted-answer"
      readonly reason: string
      readonly advice?: string
      readonly claims?: Claims
    }
  /** PayBy wants fewer calls: it did not happen, repeat later. */
  | { readonly kind: "rate-limited"; readonly traceCode?: string }
  /** It did not happen, and will not until a person changes a setting. */
  | {
      readonly kind: "misconfigured"
      readonly code: string
      readonly message: string
      readonly advice: string
      readonly traceCode?: string
    }

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault }

export function succeeded<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

export function failed(fault: Fault): { readonly ok: false; readonly fault: Fault } {
  return { ok: false, fault }
}

/** Must PayBy be asked before anything is concluded? True wherever the call may have had its effect. */
export function mayHaveHappened(fault: Fault): boolean {
  return fault.kind === "unknown-outcome" || fault.kind === "untrusted-answer"
}

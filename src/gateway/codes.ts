import { ADVICE } from "./advice"
import type { CallName } from "./calls"
import type { Fault, Refusal } from "./fault"
import { WRONG_PARAMETERS } from "./wrong-parameters"

/** What one of PayBy's codes asks of us. */
export type Verdict =
  | { readonly is: "refused"; readonly meaning: Refusal }
  | { readonly is: "misconfigured"; readonly advice: string }
  | { readonly is: "unknown-outcome" }
  | { readonly is: "rate-limited" }

interface Row {
  readonly verdict: Verdict
  /** Where the same code means something else. */
  readonly on?: Readonly<Partial<Record<CallName, Verdict>>>
}

const refused = (meaning: Refusal): Verdict => ({ is: "refused", meaning })
const misconfigured = (advice: string): Verdict => ({ is: "misconfigured", advice })
const unknownOutcome: Verdict = { is: "unknown-outcome" }
const invalid: Row = { verdict: refused("invalid-request") }

/** The merchant has not been granted the product, which at placeOrder is the scene. */
export const PRODUCT_IS_NOT_APPLIED = "62026"

/**
 * Every code PayBy documents for our calls, and what it asks of us.
 * A code that is not here may mean anything, so it is an unknown outcome: the caller asks again.
 */
export const CODES: Readonly<Record<string, Row>> = {
  "400": invalid, // INVALID_PARAMETER; the clock's refusals share the code, see clockVerdict
  "402": { verdict: { is: "rate-limited" } }, // RATE_LIMIT_REJECT
  "403": { verdict: misconfigured(ADVICE.unauthorised) }, // UNAUTHORIZED
  "404": { verdict: refused("try-later") }, // SERVICE_NOT_AVAILABLE, never "no such order"
  "500": { verdict: unknownOutcome }, // SYSTEM_ERROR
  "504": { verdict: unknownOutcome }, // SERVICE_TIMEOUT
  "601": { verdict: refused("risk") }, // RISK_FAIL

  "62001": { verdict: refused("order-paid") }, // ORDER_PAID
  "62002": { verdict: refused("order-failed") }, // ORDER_FAILURE
  "62003": { verdict: refused("order-settled") }, // ORDER_SETTLED
  "62004": {
    verdict: refused("no-such-order"), // MERCHANT_ORDER_NO_NOT_EXIST
    on: { getRefund: refused("no-such-refund") },
  },
  "62035": {
    verdict: refused("no-such-order"), // ORDER_NO_NOT_EXIST
    on: { getRefund: refused("no-such-refund") },
  },
  "62007": { verdict: refused("no-such-refund") }, // REFUND_MERCHANT_ORDER_NO_NOT_EXIST

  "62008": {
    verdict: refused("expiry-refused"), // EXPIREDTIME_LESS_THAN_REQUESTTIME
    on: { downloadStatement: refused("invalid-request") },
  },
  "62009": { verdict: refused("expiry-refused") }, // EXPIREDTIME_TOO_LATER
  "62089": { verdict: refused("expiry-refused") }, // INVALID_EXPIRED_TIME
  "62012": { verdict: refused("scene-not-offered") }, // PAYSCENECODE_ILLEGAL
  "62016": { verdict: refused("number-taken") }, // MERCHANT_ORDER_NO_EXIST, with other parameters
  "62017": { verdict: refused("number-taken") }, // REFUND_MERCHANT_ORDER_NO_EXIST, with other parameters
  [PRODUCT_IS_NOT_APPLIED]: { verdict: misconfigured(ADVICE.product) },

  "62006": { verdict: refused("refund-exceeds") }, // REFUND_AMOUNT_EXCEEDED
  "62015": { verdict: refused("not-paid") }, // ORDER_NOT_PAID
  "62030": { verdict: unknownOutcome }, // ORDER_BANK_FAIL, described as "has been refunded": two opposite words
  "62040": { verdict: refused("order-revoked") }, // ACQUIRE_ORDER_REVOKED
  "62045": { verdict: refused("refused") }, // REFUND_REJECTED
  "62039": { verdict: refused("try-later") }, // REVOKE_FAILURE, "please try again"
  "62041": { verdict: refused("already-refunded") }, // ACQUIRE_ORDER_REFUNDED
  "62046": { verdict: refused("refused") }, // REVOKE_REJECTED

  "62082": { verdict: refused("expired-link") }, // TOKEN_URL_NOT_EXIST
  "62013": { verdict: refused("no-statement") }, // STATEMENT_NOT_EXIST
  "62014": { verdict: refused("no-statement") }, // STATEMENT_NOT_GENERATED

  "62019": { verdict: misconfigured(ADVICE.payee) }, // PAYEEMID_NOT_EXIST
  "62086": { verdict: misconfigured(ADVICE.payee) }, // INVALID_PAYEEMID
  "62034": { verdict: misconfigured(ADVICE.app) }, // INVALID_APP_ID
  "62036": { verdict: misconfigured(ADVICE.device) }, // MERCHANT_DEVICE_NOT_EXIST
  "62037": { verdict: misconfigured(ADVICE.device) }, // DEVICE_ACCESS_FORBIDDEN
  "62038": { verdict: misconfigured(ADVICE.device) }, // INVALID_SECONDARY_MERCHANT

  ...Object.fromEntries(Object.keys(WRONG_PARAMETERS).map((code) => [code, invalid])),

  "71002": { verdict: misconfigured(ADVICE.clockBehind) }, // REQUESTTIME_TOO_EARLY, of the page queries
  "71003": { verdict: misconfigured(ADVICE.clockAhead) }, // REQUESTTIME_TOO_LATER, of the page queries
}

/** PayBy refuses a clock that is more than 15 minutes off with code 400, and says so in the message only. */
function clockVerdict(message: string): Verdict | null {
  if (/REQUEST_?TIME_TOO_EARLY/i.test(message)) return misconfigured(ADVICE.clockBehind)
  if (/REQUEST_?TIME_TOO_LATER?/i.test(message)) return misconfigured(ADVICE.clockAhead)
  return null
}

/** The head of a signed answer that is no success. */
export interface RefusingHead {
  readonly applyStatus: string
  readonly code: string
  readonly message: string
  readonly traceCode?: string
}

/** Total: every head has a verdict. */
export function verdictOn(call: CallName, head: RefusingHead): Verdict {
  const row = CODES[head.code]
  const verdict = row?.on?.[call] ?? row?.verdict

  const clock = head.code === "400" ? clockVerdict(head.message) : null
  if (clock) return clock

  // PayBy documents ERROR as "your signature did not verify", and no code for it. A refusal under it refuses the
  // signature, not what was asked for.
  const refusing = verdict === undefined || verdict.is === "refused"
  if (refusing && head.applyStatus.toUpperCase() === "ERROR") {
    return misconfigured(ADVICE.ourSignature)
  }
  return verdict ?? unknownOutcome
}

/** What a signed refusal means for the caller. */
export function faultOf(call: CallName, head: RefusingHead): Fault {
  const verdict = verdictOn(call, head)
  const { code, message } = head
  const trace = head.traceCode === undefined ? {} : { traceCode: head.traceCode }
  switch (verdict.is) {
    case "refused":
      return { kind: "refused", meaning: verdict.meaning, code, message, ...trace }
    case "misconfigured":
      return { kind: "misconfigured", code, message, advice: verdict.advice, ...trace }
    case "rate-limited":
      return { kind: "rate-limited", ...trace }
    case "unknown-outcome":
      return {
        kind: "unknown-outcome",
        reason: `PayBy answered ${message || "an error"}`,
        code,
        ...trace,
      }
  }
}

import type { CallRecord } from "../calls"
import { filsOf, type Fils } from "../money"
import { isJsonObject } from "../json"
import type { Simulator } from "../simulator"

/**
 * What is known of how one order was handled, from PayBy's side of the wire or from the merchant's.
 * Times are epoch milliseconds on one clock. `undefined` means that whoever kept the record could not
 * see it, `null` that it was looked for and not there.
 */
export interface CaseRecord {
  /** Every call about the order, in any order. */
  readonly calls: readonly JudgedCall[]
  readonly notifications?: readonly JudgedNotification[]
  /** What the merchant's own people could see. */
  readonly merchant?: MerchantEvidence
}

/** One call about the order, as far as the rules look at it. */
export interface JudgedCall {
  readonly call: "placeOrder" | "getOrder" | "cancelOrder"
  /** When it was sent. */
  readonly at: number
  /** The header `Partner-Id`. */
  readonly partnerId?: string | null
  /** The field `merchantOrderNo` of the request itself. */
  readonly merchantOrderNo?: string | null
  /** Of placeOrder: what was to be paid. */
  readonly fils?: Fils | null
  /** PayBy's code, where a signed answer arrived: "0" is success. */
  readonly code: string | null
  /** The status of the order that the answer tells. */
  readonly status?: string | null
}

/** One attempt to notify, and what the merchant answered. */
export interface JudgedNotification {
  readonly status: string | null
  /** What the merchant answered, in short. */
  readonly answered: string
  /** The answer was the [SUCCESS] that PayBy wants. */
  readonly acknowledged: boolean
}

/** Facts only the merchant has, in a few words for the report. */
export interface MerchantEvidence {
  /** How the responsible person was told of a problem. */
  readonly told?: string | null
  /** What the notification led to. */
  readonly processed?: string | null
}

/** What PayBy's books know of an order. */
export function caseRecord(
  simulator: Pick<Simulator, "calls" | "notifications">,
  merchantOrderNo: string,
  merchant?: MerchantEvidence,
): CaseRecord {
  return {
    calls: simulator.calls({ merchantOrderNo }).flatMap(judgedCall),
    notifications: simulator.notifications
      .sent()
      .filter((sent) => sent.kind === "payment" && sent.merchantOrderNo === merchantOrderNo)
      .map(({ status, answer, error, acknowledged }) => ({
        status,
        answered: answer ? `HTTP ${answer.http} ${answer.body.slice(0, 40)}` : (error ?? "nothing"),
        acknowledged,
      })),
    merchant,
  }
}

function judgedCall(record: CallRecord): JudgedCall[] {
  const { call, at, partnerId, bizContent, answer } = record
  if (call !== "placeOrder" && call !== "getOrder" && call !== "cancelOrder") return []
  const number = bizContent?.merchantOrderNo
  return [
    {
      call,
      at,
      partnerId,
      merchantOrderNo: typeof number === "string" ? number : null,
      fils: call === "placeOrder" ? orderedFils(bizContent?.totalAmount) : undefined,
      code: answer?.signed ? answer.code : null,
      status: answer?.status ?? null,
    },
  ]
}

function orderedFils(money: unknown): Fils | null {
  if (!isJsonObject(money) || typeof money.amount !== "number") return null
  return filsOf(String(money.amount)) ?? null
}

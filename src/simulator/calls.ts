import type { JsonObject } from "./json"

/** PayBy's calls by the path under `/sgs/api`. */
export const PATHS = {
  "/acquire2/placeOrder": "placeOrder",
  "/acquire2/getOrder": "getOrder",
  "/acquire2/cancelOrder": "cancelOrder",
  "/acquire2/revokeOrder": "revokeOrder",
  "/acquire2/updateExpiredTime": "updateExpiredTime",
  "/acquire2/getCashierUrlInfo": "getCashierUrlInfo",
  "/acquire2/refund/placeOrder": "placeRefund",
  "/acquire2/refund/getOrder": "getRefund",
  "/acquire2Query/queryOrderPage": "queryOrderPage",
  "/acquire2Query/queryRefundOrderPage": "queryRefundOrderPage",
  "/acquire2/download/getOrderStatement": "getOrderStatement",
  "/transfer/getTransferOrder": "getTransferOrder",
  "/transfer/getTransferToBankOrder": "getTransferToBankOrder",
  "/verifySign": "verifySign",
} as const

/** One of PayBy's calls, by the name the simulator has for it. */
export type CallName = (typeof PATHS)[keyof typeof PATHS]

const NAMES: readonly string[] = Object.values(PATHS)

export function isCallName(name: string): name is CallName {
  return NAMES.includes(name)
}

/** The call behind a path, or undefined when PayBy has none there. */
export function callAt(path: string): CallName | undefined {
  for (const [known, name] of Object.entries(PATHS)) if (known === path) return name
  return undefined
}

/** How a call was answered. `null` stands for "nothing came back". */
export interface CallAnswer {
  readonly http: number | null
  readonly applyStatus: string | null
  readonly code: string | null
  readonly msg: string | null
  /** The status of the order or refund the answer speaks of. */
  readonly status: string | null
  readonly traceCode: string | null
  readonly signed: boolean
  /** For the developer: why PayBy said no. Not on the wire. */
  readonly reason: string | null
}

/** One API call as it reached PayBy. Times are epoch milliseconds on PayBy's clock. */
export interface CallRecord {
  readonly id: number
  /** Under `/sgs/api`, such as `/acquire2/placeOrder`. */
  readonly path: string
  readonly call: CallName | null
  readonly at: number
  answeredAt: number | null
  readonly partnerId: string | null
  readonly signature: "good" | "bad" | "missing"
  readonly requestTime: number | null
  /** The order the call is about, by the merchant's number (of a refund: the order it pays back). */
  merchantOrderNo: string | null
  refundMerchantOrderNo: string | null
  /** `bizContent` as received; null when the body was no such envelope. */
  readonly bizContent: JsonObject | null
  /** Kind of the fault that was played, if any. */
  fault: string | null
  answer: CallAnswer | null
}

/** Which calls to list; several conditions all have to hold. */
export interface CallFilter {
  /** A path under `/sgs/api`, or a call's name. */
  path?: string
  call?: CallName
  merchantOrderNo?: string
  refundMerchantOrderNo?: string
  /** Only calls since this moment, epoch milliseconds. */
  since?: number
}

/** Told of a call when PayBy has decided what to answer, before the answer leaves. */
export type CallListener = (call: CallRecord) => void

/** Every call received, in order. */
export class CallLog {
  #records: CallRecord[] = []
  #listeners = new Set<CallListener>()
  #nextId = 1

  add(record: Omit<CallRecord, "id">): CallRecord {
    const kept = { id: this.#nextId, ...record }
    this.#nextId += 1
    this.#records.push(kept)
    return kept
  }

  /** Calls back for every call from now on; the function returned ends that. */
  listen(listener: CallListener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** The record is complete. */
  decided(record: CallRecord): void {
    for (const listener of [...this.#listeners]) listener({ ...record })
  }

  list(filter: CallFilter = {}): CallRecord[] {
    return this.#records
      .filter((record) => matches(record, filter))
      .map((record) => ({ ...record }))
  }

  count(path?: string): number {
    return this.list(path === undefined ? {} : { path }).length
  }

  clear(): void {
    this.#records = []
  }
}

function matches(record: CallRecord, filter: CallFilter): boolean {
  const { path, call, merchantOrderNo, refundMerchantOrderNo, since } = filter
  return (
    (path === undefined || record.path === path || record.call === path) &&
    (call === undefined || record.call === call) &&
    (merchantOrderNo === undefined || record.merchantOrderNo === merchantOrderNo) &&
    (refundMerchantOrderNo === undefined ||
      record.refundMerchantOrderNo === refundMerchantOrderNo) &&
    (since === undefined || record.at >= since)
  )
}

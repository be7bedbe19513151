/** What PayBy says about a payment order. */
export type OrderStatus =
  "CREATED" | "PAID_SUCCESS" | "SETTLED" | "FAILURE" | "AUTHORIZATION" | "VOID"

/** What PayBy says about a refund. CREATED means accepted, not yet done. */
export type RefundStatus = "CREATED" | "REFUNDED_SETTLED" | "SUCCESS" | "FAILURE"

/** What PayBy says about a payout. */
export type TransferStatus = "CREATED" | "SUCCESS" | "FAILURE"

/** A status word PayBy has not told us about: pending plus an alarm, never paid, never failed. */
export interface UnknownWord {
  readonly unknown: string
}

type Table<Word extends string> = Readonly<Record<Word, readonly Word[]>>

/** The life of an order. A word that is not listed behind another cannot follow it. */
export const TRANSITIONS: Table<OrderStatus> = {
  CREATED: ["PAID_SUCCESS", "SETTLED", "FAILURE"],
  PAID_SUCCESS: ["SETTLED", "FAILURE"], // FAILURE only through a revoke
  SETTLED: [],
  FAILURE: [],
  AUTHORIZATION: ["VOID"], // no scene of a web checkout leads here
  VOID: [],
}

/** The life of a refund. */
export const REFUND_TRANSITIONS: Table<RefundStatus> = {
  CREATED: ["REFUNDED_SETTLED", "SUCCESS", "FAILURE"],
  REFUNDED_SETTLED: ["SUCCESS", "FAILURE"],
  SUCCESS: [],
  FAILURE: [],
}

const TRANSFER_WORDS: readonly string[] = ["CREATED", "SUCCESS", "FAILURE"]

/** A word we do not know may be as long as its sender likes; what is kept fits a log line. */
const MAX_UNKNOWN_WORD = 40

/**
 * A table in which a life could go round in a circle, or end in a word that does not exist, is a defect.
 *
 * @throws Error
 */
export function assertForwardOnly(
  name: string,
  table: Readonly<Record<string, readonly string[]>>,
) {
  const visit = (word: string, path: readonly string[]): void => {
    const next = Object.hasOwn(table, word) ? table[word] : undefined
    if (!next) throw new Error(`${name} leads to ${word}, which it does not describe.`)
    if (path.includes(word)) throw new Error(`${name} goes round in a circle through ${word}.`)
    for (const follower of next) visit(follower, [...path, word])
  }
  for (const word of Object.keys(table)) visit(word, [])
}

assertForwardOnly("TRANSITIONS", TRANSITIONS)
assertForwardOnly("REFUND_TRANSITIONS", REFUND_TRANSITIONS)

function isOrderStatus(word: string): word is OrderStatus {
  return Object.hasOwn(TRANSITIONS, word)
}

function isRefundStatus(word: string): word is RefundStatus {
  return Object.hasOwn(REFUND_TRANSITIONS, word)
}

function isTransferStatus(word: string): word is TransferStatus {
  return TRANSFER_WORDS.includes(word)
}

function unknownWord(word: string): UnknownWord {
  return { unknown: word.slice(0, MAX_UNKNOWN_WORD) }
}

export function orderStatus(word: string): OrderStatus | UnknownWord {
  return isOrderStatus(word) ? word : unknownWord(word)
}

export function refundStatus(word: string): RefundStatus | UnknownWord {
  return isRefundStatus(word) ? word : unknownWord(word)
}

export function transferStatus(word: string): TransferStatus | UnknownWord {
  return isTransferStatus(word) ? word : unknownWord(word)
}

export function isUnknownWord(status: string | UnknownWord): status is UnknownWord {
  return typeof status !== "string"
}

/** Paid is PAID_SUCCESS or SETTLED; an integration that knows only one of them loses orders. */
export function isPaid(status: OrderStatus | UnknownWord): boolean {
  return status === "PAID_SUCCESS" || status === "SETTLED"
}

/** Nothing can follow any more, except that PayBy repeats itself. */
export function isFinal(status: OrderStatus | UnknownWord): boolean {
  return !isUnknownWord(status) && TRANSITIONS[status].length === 0
}

/** As {@link isFinal}, for refunds. */
export function isFinalRefund(status: RefundStatus | UnknownWord): boolean {
  return !isUnknownWord(status) && REFUND_TRANSITIONS[status].length === 0
}

/**
 * May PayBy say `to` after it said `from`? The same word again is no news and always may.
 * Before the first word (null) everything may. Where this is false, a person should look.
 */
export function mayFollow(from: OrderStatus | null, to: OrderStatus): boolean {
  return from === null || from === to || TRANSITIONS[from].includes(to)
}

/** As {@link mayFollow}, for refunds. */
export function mayFollowRefund(from: RefundStatus | null, to: RefundStatus): boolean {
  return from === null || from === to || REFUND_TRANSITIONS[from].includes(to)
}

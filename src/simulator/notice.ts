import type { Chargeback, Order, Refund } from "./books"
import { isJsonObject, type JsonObject, writeJson } from "./json"
import { dubaiStamp } from "./numbers"
import type { NotificationFault, NotificationKind, NotificationState } from "./notification-types"
import { acquireChargeback, acquireOrder, refundOrder } from "./wire"

/** Something to tell the merchant: what it said when it happened, and how far telling it has come. */
export interface Notice {
  readonly kind: NotificationKind
  readonly merchantOrderNo: string
  readonly refundMerchantOrderNo: string | null
  readonly status: string | null
  readonly url: string
  readonly createdAt: number
  /** `acquireOrder`, `refundOrder` or `acquireChargeback`, with its name. */
  readonly content: JsonObject
  /** Every `notify_id` it went out under; the last is the present one. */
  readonly notifyIds: string[]
  state: NotificationState
  attempts: number
  /** Attempts still to be lost on the way. */
  toLose: number
  lastBytes?: Buffer
}

/** What happened, to be told. */
export type Announcement = Pick<
  Notice,
  "kind" | "merchantOrderNo" | "refundMerchantOrderNo" | "status" | "content"
>

export function aboutPayment(order: Order, partnerId: string, turn: number): Announcement {
  return {
    kind: "payment",
    merchantOrderNo: order.merchantOrderNo,
    refundMerchantOrderNo: null,
    status: order.status,
    content: { acquireOrder: acquireOrder(order, partnerId, turn) },
  }
}

export function aboutRefund(refund: Refund): Announcement {
  return {
    kind: "refund",
    merchantOrderNo: refund.originMerchantOrderNo,
    refundMerchantOrderNo: refund.refundMerchantOrderNo,
    status: refund.status,
    content: { refundOrder: refundOrder(refund) },
  }
}

export function aboutChargeback(chargeback: Chargeback, partnerId: string): Announcement {
  return {
    kind: "chargeback",
    merchantOrderNo: chargeback.merchantOrderNo,
    refundMerchantOrderNo: null,
    status: null,
    content: { acquireChargeback: acquireChargeback(chargeback, partnerId) },
  }
}

/** The body of an attempt. `notify_time` and `_input_charset` are deprecated and still come. */
export function noticeBody(
  notice: Notice,
  notifyId: string,
  now: number,
  turn: number,
  fault?: NotificationFault,
): string {
  const content = fault?.kind === "lie" ? lied(notice.content, fault) : notice.content
  const body = {
    _input_charset: "UTF-8",
    notify_id: notifyId,
    notify_time: dubaiStamp(now),
    notify_timestamp: Math.floor(now),
    ...content,
  }
  const text = writeJson(body, turn)
  return fault?.kind === "malformed" ? text.slice(0, -2) : text
}

/** One byte of the body, a digit of its first amount, is no longer what was signed. */
export function altered(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  const digit = bytes.indexOf('"amount":') + '"amount":'.length
  copy.writeUInt8(copy.readUInt8(digit) === 0x39 ? 0x38 : copy.readUInt8(digit) + 1, digit)
  return copy
}

function lied(content: JsonObject, lie: NotificationFault & { kind: "lie" }): JsonObject {
  const edited: Record<string, JsonObject[string]> = {}
  for (const [name, subject] of Object.entries(content)) {
    edited[name] = isJsonObject(subject) ? liedAbout(subject, lie) : subject
  }
  return edited
}

function liedAbout(subject: JsonObject, lie: NotificationFault & { kind: "lie" }): JsonObject {
  const edited: Record<string, JsonObject[string]> = { ...subject }
  for (const name of ["status", "merchantOrderNo", "payeeMid"] as const) {
    if (lie[name] !== undefined) edited[name] = lie[name]
  }
  for (const name of ["totalAmount", "amount", "chargebackAmount"]) {
    const money = subject[name]
    if (!isJsonObject(money)) continue
    const amount = lie.amount === undefined ? money.amount : Number(lie.amount)
    edited[name] = { amount, currency: lie.currency ?? money.currency }
  }
  return edited
}

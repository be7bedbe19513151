import { z } from "@medusajs/framework/zod"
import { wireAcquireOrder, type AcquireOrder } from "./acquire-order"
import { jsonOf } from "./answer"
import { wireChargeback, wireVoidOrder, type Chargeback, type VoidOrder } from "./dispute"
import type { PublicKey } from "./keys"
import { optionalText, optionalTime, readAs, whatIsWrong } from "./reading"
import { wireRefundOrder, type RefundOrder } from "./refund-order"
import { signerOf } from "./signature"

/** What PayBy tells us by itself. It may come several times, in any order, or not at all. */
export type Notification = {
  /** PayBy's number of this notification, 18 digits; empty when PayBy left it out. */
  readonly notifyId: string
  readonly notifiedAt: Date | null
} & (
  | { readonly kind: "payment"; readonly order: AcquireOrder }
  | { readonly kind: "refund"; readonly refund: RefundOrder }
  | { readonly kind: "chargeback"; readonly chargeback: Chargeback }
  | { readonly kind: "void"; readonly voidOrder: VoidOrder }
  /** Signed by PayBy, about something we do not know, or about several things at once. */
  | { readonly kind: "other" }
)

export type NotificationReading =
  | {
      readonly ok: true
      readonly notification: Notification
      /** The key with which its signature held. */
      readonly signer: PublicKey
    }
  | {
      readonly ok: false
      readonly problem: "bad-signature" | "malformed"
      readonly reason: string
    }

const wireNotification = z.object({
  notify_id: optionalText,
  notify_timestamp: optionalTime,
  notify_time: optionalText,
  acquireOrder: z.unknown(),
  refundOrder: z.unknown(),
  acquireChargeback: z.unknown(),
  voidOrder: z.unknown(),
})

type Wire = z.output<typeof wireNotification>

/**
 * Verify, then parse: nothing of the body is looked at before its signature held over exactly these bytes.
 *
 * @param bytes the request's body as it arrived, not parsed and written again
 * @param sign the `sign` (or `Sign`) header
 * @param keys PayBy's keys; more than one while a rotation is under way
 */
export function readNotification(
  bytes: Buffer,
  sign: string | undefined,
  keys: readonly PublicKey[],
): NotificationReading {
  const signer = signerOf(bytes, sign, keys)
  if (signer === null) {
    const reason = sign?.trim()
      ? "The sign header does not hold over this body. Was the raw body passed, and PayBy's own public key configured?"
      : "There is no sign header."
    return { ok: false, problem: "bad-signature", reason }
  }
  const wire = wireNotification.safeParse(jsonOf(bytes))
  return wire.success ? understand(wire.data, signer) : malformed(whatIsWrong(wire.error))
}

function understand(wire: Wire, signer: PublicKey): NotificationReading {
  const about = {
    notifyId: wire.notify_id ?? "",
    notifiedAt: wire.notify_timestamp ?? dubaiTime(wire.notify_time),
  }
  const subjects = [wire.acquireOrder, wire.refundOrder, wire.acquireChargeback, wire.voidOrder]
  if (subjects.filter(isThere).length !== 1) {
    return { ok: true, signer, notification: { ...about, kind: "other" } }
  }
  if (isThere(wire.acquireOrder)) {
    const order = readAs(wireAcquireOrder, wire.acquireOrder)
    if (!order.ok) return malformed(`acquireOrder: ${order.reason}`)
    return { ok: true, signer, notification: { ...about, kind: "payment", order: order.value } }
  }
  if (isThere(wire.refundOrder)) {
    const refund = readAs(wireRefundOrder, wire.refundOrder)
    if (!refund.ok) return malformed(`refundOrder: ${refund.reason}`)
    return { ok: true, signer, notification: { ...about, kind: "refund", refund: refund.value } }
  }
  if (isThere(wire.acquireChargeback)) {
    const dispute = readAs(wireChargeback, wire.acquireChargeback)
    if (!dispute.ok) return malformed(`acquireChargeback: ${dispute.reason}`)
    return {
      ok: true,
      signer,
      notification: { ...about, kind: "chargeback", chargeback: dispute.value },
    }
  }
  const voided = readAs(wireVoidOrder, wire.voidOrder)
  if (!voided.ok) return malformed(`voidOrder: ${voided.reason}`)
  return { ok: true, signer, notification: { ...about, kind: "void", voidOrder: voided.value } }
}

function isThere(subject: unknown): boolean {
  return subject !== undefined && subject !== null
}

function malformed(reason: string): NotificationReading {
  return { ok: false, problem: "malformed", reason }
}

/** The deprecated `notify_time` is yyyyMMddHHmmss on Dubai's clock, which is UTC+4 all year. */
function dubaiTime(text: string | undefined): Date | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text ?? "")
  if (!parts) return null
  const [, year, month, day, hour, minute, second] = parts
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}+04:00`)
  return Number.isNaN(time.getTime()) ? null : time
}

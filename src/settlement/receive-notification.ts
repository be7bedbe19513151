import { readNotification } from "../gateway"
import type { Notification } from "../gateway"
import { PAYBY_EVENTS } from "../modules/payby/events"
import type { Context } from "./context"

/** What became of bytes that claim to be a notification. */
export type Receipt = "stored" | "bad-signature" | "malformed"

/**
 * Verifies the exact bytes, stores them, and only then says "stored": whoever is told so never sends
 * them again. Throws when the store cannot store; then PayBy repeats.
 */
export async function receiveNotification(
  ctx: Context,
  bytes: Buffer,
  signature: string | undefined,
): Promise<Receipt> {
  const { inbox, settings, clock, logger } = ctx.payby
  const read = readNotification(bytes, signature, settings.paybyPublicKeys)
  if (!read.ok) {
    logger.warn(`PayBy notification refused: ${read.problem} (${bytes.length} bytes)`)
    ctx.payby.monitor.refused(read.reason)
    return read.problem
  }
  const { notification, signer } = read
  ctx.payby.monitor.signatureHeld(signer.fingerprint)
  const { id, repeat } = await inbox.store(
    {
      notifyId: notification.notifyId,
      kind: notification.kind,
      merchantOrderNo: orderNoOf(notification),
      body: bytes,
      signature: signature ?? "",
    },
    clock(),
  )
  // A wake-up call only: when it is lost, the job finds the row all the same.
  if (!repeat) await ctx.payby.announcer.emit(PAYBY_EVENTS.notificationStored, { id })
  return "stored"
}

function orderNoOf(notification: Notification): string | null {
  switch (notification.kind) {
    case "payment":
      return notification.order.merchantOrderNo
    case "refund":
      return notification.refund.originMerchantOrderNo ?? null
    case "chargeback":
      return notification.chargeback.merchantOrderNo
    case "void":
    case "other":
      return null
  }
}

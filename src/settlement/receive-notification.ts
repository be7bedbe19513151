import { Modules } from "@medusajs/framework/utils"
import { readNotification } from "../gateway"
import type { Notification } from "../gateway"
import type { Context } from "./context"

/** Emitted when a notification was stored: `{ id }`. A wake-up call only; the row is the truth. */
export const NOTIFICATION_STORED_EVENT = "payby.notification.stored"

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
    return read.problem
  }
  const { notification } = read
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
  if (!repeat) await wake(ctx, id)
  return "stored"
}

/** The event may be lost, and so may the bus: the job finds the row all the same. */
async function wake(ctx: Context, id: string): Promise<void> {
  try {
    const events = ctx.container.resolve(Modules.EVENT_BUS)
    await events.emit({ name: NOTIFICATION_STORED_EVENT, data: { id } })
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown error"
    ctx.payby.logger.warn(`PayBy notification ${id} is left to the job: ${reason}`)
  }
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

import type { KeyObject } from "node:crypto"

import { deliver, isAcknowledged } from "./delivery"
import { altered, type Notice, noticeBody } from "./notice"
import type { NotificationAttempt, NotificationFault } from "./notification-types"
import type { Numbers } from "./numbers"
import type { Settings } from "./settings"
import { signBytes } from "./signature"
import type { StoryClock } from "./story-clock"

export interface DeliveryWorld {
  readonly clock: StoryClock
  readonly numbers: Numbers
  readonly settings: Settings
  readonly paybyKey: () => KeyObject
  readonly strangersKey: KeyObject
  readonly closing: AbortSignal
  readonly log: (line: string) => void
}

/**
 * Puts one request on the wire and tells what came of it; never throws. `again` are the bytes of a
 * duplicate.
 */
export async function deliverNotice(
  world: DeliveryWorld,
  notice: Notice,
  fault: NotificationFault | undefined,
  again?: Buffer,
): Promise<NotificationAttempt> {
  const { clock, settings, closing, log } = world
  const { kind, merchantOrderNo, refundMerchantOrderNo, status, url } = notice
  const signed = again ?? writeNotice(world, notice, fault)
  const sign = signNotice(world, signed, fault)
  const bytes = fault?.kind === "alter" ? altered(signed) : signed
  const sent = {
    ...{ notifyId: notice.notifyIds.at(-1) ?? "", kind, merchantOrderNo, refundMerchantOrderNo },
    ...{ status, url, attempt: notice.attempts, at: clock.now(), fault: fault?.kind ?? null },
    ...{ body: bytes.toString("utf8"), sign: sign ?? null },
  }
  const breakOff = fault?.kind === "break-off"
  const { notifyTimeoutMs: timeoutMs } = settings
  const delivered = await deliver({ url, bytes, sign, timeoutMs, breakOff, closing })
  const answer = "error" in delivered ? null : delivered
  const error = "error" in delivered ? delivered.error : null
  log(`notification ${kind} ${merchantOrderNo} ${status ?? ""} → ${answer?.http ?? error}`)
  const acknowledged = isAcknowledged(delivered)
  return { ...sent, answeredAt: clock.now(), answer, error, acknowledged }
}

/** The bytes of the next attempt; what stays the same from attempt to attempt is a setting. */
function writeNotice(
  { clock, numbers, settings }: DeliveryWorld,
  notice: Notice,
  fault: NotificationFault | undefined,
): Buffer {
  if (notice.lastBytes && !fault && settings.repeatsKeep === "bytes") return notice.lastBytes
  if (notice.lastBytes && settings.repeatsKeep === "nothing") {
    notice.notifyIds.push(numbers.notifyId(clock.now()))
  }
  const notifyId = notice.notifyIds.at(-1) ?? ""
  const text = noticeBody(notice, notifyId, clock.now(), numbers.turn(), fault)
  const bytes = Buffer.from(text, "utf8")
  // A spoilt text is not repeated: the attempt after it is in order.
  if (fault?.kind !== "lie" && fault?.kind !== "malformed") notice.lastBytes = bytes
  return bytes
}

function signNotice(
  { paybyKey, strangersKey }: DeliveryWorld,
  bytes: Buffer,
  fault: NotificationFault | undefined,
): string | undefined {
  if (fault?.kind === "unsigned") return undefined
  return signBytes(bytes, fault?.kind === "forge" ? strangersKey : paybyKey())
}

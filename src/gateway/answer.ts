import { z } from "@medusajs/framework/zod"
import { ADVICE } from "./advice"
import type { CallName } from "./calls"
import { faultOf } from "./codes"
import type { Claims, Fault } from "./fault"
import type { PublicKey } from "./keys"
import { signerOf } from "./signature"
import type { RawAnswer } from "./transport"

/** A signed success with its body still to be understood, or a fault. */
export type Judged = {
  /** PayBy's key with which the signature held; absent: it did not. */
  readonly signer?: PublicKey
} & (
  | { readonly ok: true; readonly body: unknown; readonly traceCode?: string }
  | { readonly ok: false; readonly fault: Fault }
)

interface Head {
  readonly applyStatus: string
  readonly code: string
  readonly message: string
  readonly traceCode?: string
}

/** PayBy's text, made fit for one line of a log. */
const line = (max: number) =>
  z.union([z.string(), z.number()]).transform((raw) =>
    String(raw)
      .replace(/[^\x20-\x7e]+/g, " ")
      .slice(0, max),
  )

const wireEnvelope = z.object({
  head: z
    .object({
      applyStatus: line(20).optional(),
      applystatus: line(20).optional(),
      code: line(10),
      msg: line(200).optional().catch(undefined),
      traceCode: line(64).optional().catch(undefined),
    })
    .transform((wire): Head => ({
      applyStatus: wire.applyStatus ?? wire.applystatus ?? "",
      code: wire.code,
      message: wire.msg ?? "",
      traceCode: wire.traceCode,
    })),
  body: z.unknown(),
})

/**
 * What an answer is worth. The signature is verified first: below that line nothing is believed, and what an
 * unsigned answer claims is for people only.
 */
export function judge(call: CallName, answer: RawAnswer, keys: readonly PublicKey[]): Judged {
  const { status, sign, bytes } = answer
  if (status === 429) return { ok: false, fault: { kind: "rate-limited" } }
  const signer = signerOf(bytes, sign, keys)
  if (signer === null) return { ok: false, fault: unsignedFault(answer) }

  const envelope = wireEnvelope.safeParse(jsonOf(bytes))
  if (!envelope.success) {
    const reason = `PayBy's signed answer could not be read (HTTP ${status}).`
    return { ok: false, signer, fault: { kind: "unknown-outcome", reason } }
  }
  const { head, body } = envelope.data
  return head.applyStatus.toUpperCase() === "SUCCESS" && head.code === "0"
    ? { ok: true, signer, body, traceCode: head.traceCode }
    : { ok: false, signer, fault: faultOf(call, head) }
}

function unsignedFault({ status, sign, bytes }: RawAnswer): Fault {
  const envelope = wireEnvelope.safeParse(jsonOf(bytes))
  const claims: Claims = envelope.success
    ? { code: envelope.data.head.code, message: envelope.data.head.message, httpStatus: status }
    : { httpStatus: status }

  if (sign) {
    const reason = "The answer's signature does not hold."
    return { kind: "untrusted-answer", reason, advice: ADVICE.theirSignature, claims }
  }
  if (envelope.success) {
    const reason = "The answer is not signed."
    return { kind: "untrusted-answer", reason, advice: adviceOn(envelope.data.head), claims }
  }
  if (status >= 300 && status < 500) {
    const reason = `Something in PayBy's place answered HTTP ${status}, unsigned.`
    const advice = status === 401 || status === 403 ? ADVICE.unauthorised : ADVICE.address
    return { kind: "untrusted-answer", reason, advice, claims }
  }
  const shape = bytes.length === 0 ? "empty" : "unreadable"
  return { kind: "unknown-outcome", reason: `The answer is ${shape} (HTTP ${status}).` }
}

/** PayBy leaves errors unsigned when it does not know yet who is asking. Nobody vouches for them, but they help. */
function adviceOn(head: Head): string {
  if (/request_?time_too_early/i.test(head.message)) return ADVICE.clockBehind
  if (/request_?time_too_late/i.test(head.message)) return ADVICE.clockAhead
  if (/request_?time/i.test(head.message)) return ADVICE.clock
  if (head.applyStatus.toUpperCase() === "ERROR") return ADVICE.ourSignature
  if (head.code === "402") return ADVICE.tooFast
  if (head.code === "403" || head.code.startsWith("58")) return ADVICE.unauthorised
  return ADVICE.theirSignature
}

/** Undefined for everything that is not one JSON value in UTF-8. */
export function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes))
  } catch {
    // Broken JSON is one of the things an answer can be; its reader says so.
    return undefined
  }
}

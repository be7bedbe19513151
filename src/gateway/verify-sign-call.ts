import type { CallLine } from "./call-line"
import { CALLS } from "./calls"
import { failed, succeeded, type Fault, type Outcome } from "./fault"
import type { RawAnswer, Sent } from "./transport"

/** PayBy accepted our signature, and one of our keys of PayBy's verified the answer. */
export interface SignatureEcho {
  readonly verified: true
}

const ECHO = { echo: "medusa-payment-payby" }

/**
 * PayBy's signature echo. It is not in the documentation; PayBy's Java SDK names it `/verifySign` and posts it beside
 * the API root (`/sgs/verifySign`), not below it. Where one place does not know the call, the other one is asked:
 * an echo moves nothing, so that asking twice does no harm.
 */
export async function echoSignature(line: CallLine): Promise<Outcome<SignatureEcho>> {
  const beside = line.root.replace(/\/api$/, "") + CALLS.verifySign
  const places = [...new Set([beside, line.urlOf("verifySign")])]

  return line.observed("verifySign", undefined, async () => {
    let attempts = 0
    let outcome: Outcome<SignatureEcho> = nowhere
    let answer: RawAnswer | undefined
    for (const place of places) {
      const sent = await line.transport.post(place, ECHO)
      attempts += sent.attempts
      outcome = understand(line, sent)
      answer = sent.ok ? sent.value : undefined
      if (!isUnknownPlace(sent, outcome)) break
    }
    const signer = answer && line.signerOf(answer)
    return { attempts, outcome, signer, date: answer?.date }
  })
}

const nowhere: Outcome<never> = failed({ kind: "unreachable", reason: "There was nobody to ask." })

function understand(line: CallLine, sent: Sent<RawAnswer>): Outcome<SignatureEcho> {
  if (!sent.ok) return failed(sent.fault)
  const judged = line.judge("verifySign", sent.value)
  if (judged.ok) return succeeded({ verified: true })

  // To the SDK an echo is a plain text, without a head: it proves the keys if its signature holds.
  return isSignedText(line, sent.value, judged.fault) ? succeeded({ verified: true }) : judged
}

function isSignedText(line: CallLine, answer: RawAnswer, fault: Fault): boolean {
  const saysNoCode = fault.kind === "unknown-outcome" && fault.code === undefined
  return answer.status === 200 && saysNoCode && line.signerOf(answer) !== null
}

function isUnknownPlace(sent: Sent<RawAnswer>, outcome: Outcome<SignatureEcho>): boolean {
  if (outcome.ok || !sent.ok) return false
  const { fault } = outcome
  const code =
    fault.kind === "untrusted-answer" ? fault.claims?.code : "code" in fault ? fault.code : ""
  return sent.value.status === 404 || code === "404"
}

import type { z } from "@medusajs/framework/zod"
import { judge, type Judged } from "./answer"
import { CALLS, type CallName } from "./calls"
import { failed, succeeded, type Outcome } from "./fault"
import type { PublicKey } from "./keys"
import { marksOf, tell, type Observer } from "./observed-call"
import { readAs } from "./reading"
import { isUnknownWord, type UnknownWord } from "./status"
import { signerOf } from "./signature"
import { Transport, type RawAnswer, type TransportConfig } from "./transport"

/** Where PayBy is, whose word counts, and who watches. */
export interface CallLineConfig extends TransportConfig {
  readonly baseUrl: string
  readonly paybyPublicKeys: readonly PublicKey[]
  readonly observe?: Observer
}

/** A call whose answer is an ordinary, signed one. */
export interface Question<T> {
  readonly call: CallName
  /** The number the answer must be about. */
  readonly number?: string
  readonly business: unknown
  readonly answer: z.ZodType<T>
  /** An answer says by its number only which request it belongs to. */
  readonly isOurs?: (value: T) => boolean
  /** The status the answer tells, for whoever watches. */
  readonly told?: (value: T) => string | UnknownWord
}

/** How a call went, and what may be told of its answer. */
export interface Run<T> {
  readonly attempts: number
  readonly outcome: Outcome<T>
  readonly status?: string | UnknownWord
  readonly traceCode?: string
  readonly signer?: PublicKey | null
  /** The answer's `Date` header. */
  readonly date?: string
}

/** Asks, judges, understands, compares: the one way from business parameters to an {@link Outcome}. */
export class CallLine {
  readonly #config: CallLineConfig
  readonly #root: string
  readonly #transport: Transport

  /** @throws TypeError when the base URL is no http(s) URL, or there is no key to believe an answer by */
  constructor(config: CallLineConfig) {
    if (config.paybyPublicKeys.length === 0) {
      throw new TypeError(
        "PayBy's public key is missing: without one, no answer could be believed.",
      )
    }
    this.#config = config
    this.#root = rootOf(config.baseUrl)
    this.#transport = new Transport(this.#root.startsWith("https:"), config)
  }

  /** The API root without a slash at its end. */
  get root(): string {
    return this.#root
  }

  get transport(): Transport {
    return this.#transport
  }

  urlOf(call: CallName): string {
    return this.#root + CALLS[call]
  }

  judge(call: CallName, answer: RawAnswer): Judged {
    return judge(call, answer, this.#config.paybyPublicKeys)
  }

  /** With which of PayBy's keys the answer is signed, whatever it says; null: with none. */
  signerOf({ bytes, sign }: RawAnswer): PublicKey | null {
    return signerOf(bytes, sign, this.#config.paybyPublicKeys)
  }

  async ask<T>(question: Question<T>): Promise<Outcome<T>> {
    const { call, number, business, told } = question
    return this.observed(call, number, async () => {
      const sent = await this.#transport.post(this.urlOf(call), business)
      if (!sent.ok) return { attempts: sent.attempts, outcome: failed(sent.fault) }
      const judged = this.judge(call, sent.value)
      const outcome = this.#understand(question, judged)
      const status = outcome.ok ? told?.(outcome.value) : undefined
      const traceCode = judged.ok ? judged.traceCode : undefined
      const { date } = sent.value
      return { attempts: sent.attempts, outcome, status, traceCode, signer: judged.signer, date }
    })
  }

  /** Runs a call and tells the observer how it went. */
  async observed<T>(
    call: CallName,
    number: string | undefined,
    run: () => Promise<Run<T>>,
  ): Promise<Outcome<T>> {
    const { clock, observe } = this.#config
    const startedAt = clock().getTime()
    const { attempts, outcome, status, traceCode, signer, date } = await run()
    const marks = outcome.ok ? { traceCode } : marksOf(outcome.fault)
    const end = outcome.ok ? "ok" : outcome.fault.kind
    const endedAt = clock().getTime()
    tell(observe, {
      call,
      number,
      attempts,
      outcome: end,
      status: status !== undefined && isUnknownWord(status) ? "unknown" : status,
      ...marks,
      signedBy: signer?.fingerprint,
      clockAheadMs: aheadOf((startedAt + endedAt) / 2, date),
      tookMs: endedAt - startedAt,
    })
    return outcome
  }

  close(): void {
    this.#transport.close()
  }

  #understand<T>(question: Question<T>, judged: Judged): Outcome<T> {
    if (!judged.ok) return failed(judged.fault)

    const { traceCode } = judged
    const reading = readAs(question.answer, judged.body)
    if (!reading.ok) {
      const reason = `PayBy's answer could not be understood: ${reading.reason}.`
      return failed({ kind: "unknown-outcome", reason, traceCode })
    }
    if (question.isOurs && !question.isOurs(reading.value)) {
      const reason = "PayBy's signed answer is about another order or refund."
      return failed({ kind: "untrusted-answer", reason })
    }
    return succeeded(reading.value)
  }
}

function rootOf(baseUrl: string): string {
  if (!/^https?:\/\//i.test(baseUrl) || !URL.canParse(baseUrl)) {
    throw new TypeError(
      "PayBy's base URL is no http(s) URL. It is the API root with its path, such as https://uat.test2pay.com/sgs/api",
    )
  }
  return new URL(baseUrl).href.replace(/\/+$/, "")
}

/** The header is cut to the second, so on average it is half a second late. */
function aheadOf(ours: number, date: string | undefined): number | undefined {
  const theirs = Date.parse(date ?? "")
  return Number.isNaN(theirs) ? undefined : Math.round(theirs + 500 - ours)
}

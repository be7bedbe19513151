import { setMaxListeners } from "node:events"
import { Agent as PlainAgent } from "node:http"
import { Agent as SecureAgent } from "node:https"
import type { Clock } from "./clock"
import { endedBy, startDeadline, type Deadline, type EndedBy } from "./deadline"
import { exchange, type Answered, type Broken, type Letter } from "./exchange"
import type { Fault } from "./fault"
import type { PrivateKey } from "./keys"
import { mayRepeat } from "./retry"
import { readWhole } from "./whole-body"

/** What every call needs; nobody else sees it. */
export interface TransportConfig {
  readonly partnerId: string
  readonly privateKey: PrivateKey
  readonly clock: Clock
  /** For the whole story of a call, its repeat included. */
  readonly deadlineMs: number
}

/** An answer as it came: nothing in it has been believed, or even read. */
export interface RawAnswer {
  readonly status: number
  readonly sign: string | undefined
  readonly bytes: Buffer
  /** The `Date` header: what whoever answered takes the time to be. Nobody signs it. */
  readonly date?: string
}

/** The end of a call on the wire, and how often it was sent. */
export type Sent<T> = { readonly attempts: number } & (
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault }
)

/** An answer whose body is still on its way, and the deadline it is under. Whoever reads it ends the deadline. */
export interface OpenAnswer {
  readonly answered: Answered
  readonly deadline: Deadline
}

/** How long an unused connection is kept. Most servers close theirs after a minute. */
const IDLE_MS = 30_000

/** The one door to the wire. */
export class Transport {
  readonly #config: TransportConfig
  readonly #closing = new AbortController()
  readonly #pooled: PlainAgent
  readonly #fresh: PlainAgent

  constructor(secure: boolean, config: TransportConfig) {
    this.#config = config
    // Every call under way listens for the end: many at once are no leak, of which Node would warn.
    setMaxListeners(0, this.#closing.signal)
    const Agent = secure ? SecureAgent : PlainAgent
    this.#pooled = new Agent({ keepAlive: true, timeout: IDLE_MS })
    this.#fresh = new Agent({ keepAlive: false })
  }

  /** Posts business parameters and reads the whole answer. Never throws for what happens on the wire. */
  async post(url: string, business: unknown): Promise<Sent<RawAnswer>> {
    const opened = await this.open(url, business)
    if (!opened.ok) return opened
    const { attempts } = opened
    const { answered, deadline } = opened.value

    const read = await readWhole(answered.body)
    deadline.end()
    if (read.kind === "whole") {
      const { status } = answered
      const sign = answered.header("sign")
      const date = answered.header("date")
      return { ok: true, attempts, value: { status, sign, date, bytes: read.bytes } }
    }
    const reason =
      read.kind === "too-large"
        ? "The answer was larger than 1 MiB."
        : `The answer broke off (${because(endedBy(deadline.signal), read.cause)}).`
    return { ok: false, attempts, fault: { kind: "unknown-outcome", reason } }
  }

  /** Posts business parameters and returns as soon as an answer begins. */
  async open(url: string, business: unknown): Promise<Sent<OpenAnswer>> {
    const letter = this.#letter(url, business)
    const deadline = startDeadline(this.#config.deadlineMs, this.#closing.signal)
    for (let attempt = 1; ; attempt += 1) {
      const agent = attempt === 1 ? this.#pooled : this.#fresh
      const result = await exchange(letter, agent, deadline.signal)
      if (result.kind === "answered") {
        return { ok: true, attempts: attempt, value: { answered: result, deadline } }
      }
      if (mayRepeat(result, attempt)) continue
      deadline.end()
      return { ok: false, attempts: attempt, fault: faultOfBroken(result, attempt) }
    }
  }

  /** Ends idle connections and calls under way; later calls are unreachable. */
  close(): void {
    this.#closing.abort()
    this.#pooled.destroy()
    this.#fresh.destroy()
  }

  #letter(url: string, business: unknown): Letter {
    const { clock, partnerId, privateKey } = this.#config
    const text = JSON.stringify({ requestTime: clock().getTime(), bizContent: business })
    const bytes = Buffer.from(text, "utf8")
    return {
      url,
      bytes,
      headers: {
        "Content-Type": "application/json",
        "Content-Language": "en",
        Accept: "application/json, application/zip",
        "Accept-Encoding": "identity", // the signature is over the bytes as PayBy wrote them
        "User-Agent": "medusa-payment-payby",
        "Partner-Id": partnerId,
        sign: privateKey.sign(bytes),
      },
    }
  }
}

/** Safe to repeat only where this request cannot have left, in any of its attempts. */
function faultOfBroken(broken: Broken, attempts: number): Fault {
  const why = because(broken.endedBy, broken.cause)
  return broken.mayHaveLeft || attempts > 1
    ? { kind: "unknown-outcome", reason: `No answer came (${why}).` }
    : { kind: "unreachable", reason: `No connection to PayBy (${why}).` }
}

function because(ended: EndedBy | null, cause: string): string {
  if (ended === null) return cause
  return ended === "deadline" ? "the time was up" : "the client was closed"
}

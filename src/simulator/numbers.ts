/** PayBy's day is Dubai's: UTC+4, no daylight saving. */
const DUBAI_OFFSET_MS = 4 * 60 * 60 * 1000

/** `20200417124359`: how PayBy writes a time of day in text. */
export function dubaiStamp(epochMs: number): string {
  return new Date(epochMs + DUBAI_OFFSET_MS).toISOString().replace(/\D/g, "").slice(0, 14)
}

/** `2020-04-17` in Dubai. */
export function dubaiDate(epochMs: number): string {
  return new Date(epochMs + DUBAI_OFFSET_MS).toISOString().slice(0, 10)
}

/** `2021-01-12T17:46:36+0400`: how statements write a time. */
export function dubaiIso(epochMs: number): string {
  return `${new Date(epochMs + DUBAI_OFFSET_MS).toISOString().slice(0, 19)}+0400`
}

/** Epoch milliseconds at which a Dubai day (`2020-04-17`) begins. */
export function dubaiMidnight(date: string): number {
  return Date.parse(`${date}T00:00:00+04:00`)
}

type Series = "payment" | "refund" | "transfer"

/** First two digits of PayBy's numbers in its published samples. */
const PREFIX: Readonly<Record<Series, string>> = { payment: "13", refund: "19", transfer: "91" }

/** Mints PayBy's own numbers: text of 18 digits, more than a double can hold. */
export class Numbers {
  #sequence = 0
  #lastStamp = 0

  /** Two digits of kind, then the millisecond and three digits more; never the same twice. */
  orderNo(series: Series, now: number): string {
    this.#lastStamp = Math.max(Math.floor(now) * 1000, this.#lastStamp + 1)
    return PREFIX[series] + String(this.#lastStamp).padStart(16, "0")
  }

  notifyId(now: number): string {
    return dubaiStamp(now).slice(0, 8) + String(7_000_000 + this.#next()).padStart(10, "0")
  }

  traceCode(): string {
    return String(this.turn() % 1_000_000).padStart(6, "0")
  }

  /** Varies what may vary (order of fields, extra fields): scattered, yet the same in every run. */
  turn(): number {
    return Math.imul(this.#next(), 0x9e3779b1) >>> 8
  }

  #next(): number {
    this.#sequence += 1
    return this.#sequence
  }
}

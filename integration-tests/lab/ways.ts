import type { CallFault } from "../../src/simulator"

/** Longer than a call may take where these ways are played. */
export const TOO_LATE_MS = 2_000

const code = (
  number: string,
  more: Partial<Extract<CallFault, { kind: "code" }>> = {},
): CallFault => ({
  kind: "code",
  code: number,
  ...more,
})

/** What a PayBy can do to a call without doing what was asked for. */
const WITHOUT_EFFECT: readonly CallFault[] = [
  { kind: "drop-before" },
  { kind: "hang" },
  { kind: "garbage", body: "html", effect: false },
  { kind: "http", status: 429 },
  { kind: "http", status: 500 },
  code("500"),
  code("404"),
  code("402"),
  code("400"),
  code("400", { msg: "REQUESTTIME_TOO_EARLY" }),
  code("403"),
  code("601"),
  code("62004", { unsigned: true }),
  code("62999"),
]

/** What a PayBy can do to a call although it did what was asked for. */
const WITH_EFFECT: readonly CallFault[] = [
  { kind: "drop-after" },
  { kind: "hang", effect: true },
  { kind: "delay", ms: TOO_LATE_MS },
  { kind: "delay-after", ms: TOO_LATE_MS },
  { kind: "drip", everyMs: 20 },
  { kind: "garbage", body: "empty" },
  { kind: "garbage", body: "html" },
  { kind: "garbage", body: "broken-json" },
  { kind: "garbage", body: "truncated" },
  { kind: "unsigned" },
  { kind: "wrongly-signed" },
  { kind: "other-order" },
  { kind: "unknown-status" },
  { kind: "wrong-amount" },
  { kind: "http", status: 302, effect: true },
  { kind: "http", status: 502, effect: true },
  code("500", { effect: true }),
  code("504", { effect: true, unsigned: true }),
]

/** How many ways there are. */
export const WAYS = WITHOUT_EFFECT.length + WITH_EFFECT.length

/** All ways, two of them after each other: the one with an effect last, for then nothing is left to do. */
export const DOUBLE_TROUBLE: readonly (readonly CallFault[])[] = WITH_EFFECT.map((last, i) => {
  const first = WITHOUT_EFFECT[i]
  return first === undefined ? [last] : [first, last]
})

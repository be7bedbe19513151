import type { OrderStatus } from "../../src/gateway"
import type { Intent, PayByOrder } from "../../src/modules/payby/ledger/order"
import { nextMove, type Move } from "../../src/modules/payby/next-move"
import { after, anOrder, START } from "../../src/modules/payby/order.test-support"
import { POLICIES } from "../../src/modules/payby/policy"
import { table } from "./table"
import { duration } from "./units"

/** Long enough to see every schedule's last leg begin; the longest is two hours of settling in vain. */
const HORIZON_MS = 2 * 60 * 60_000

const INTENTS: readonly Intent[] = ["collect", "close", "return"]

/** What PayBy may have said, in the order in which an order lives through it. */
const WORDS: readonly { label: string; order: Partial<PayByOrder> }[] = [
  { label: "nothing yet", order: { status: null, linkHandedOutAt: null } },
  { label: "`CREATED`, nobody has its link", order: { linkHandedOutAt: null } },
  { label: "`CREATED`, link handed out", order: {} },
  ...(["PAID_SUCCESS", "SETTLED"] as const).map(paid),
  { label: "`FAILURE`", order: { status: "FAILURE" } },
]

function paid(status: OrderStatus) {
  return { label: `\`${status}\``, order: { status, paidAt: START, settlingAt: START } }
}

/** PayBy's word × our intent: what the plugin does, found by asking `nextMove` itself, instant by instant. */
export function stateTable(): string {
  return table(
    ["PayBy says", ...INTENTS.map((intent) => `we want to **${intent}** it`)],
    WORDS.map(({ label, order }) => [
      label,
      ...INTENTS.map((intent) => story(anOrder({ ...order, intent }))),
    ]),
  )
}

interface Moment {
  readonly atMs: number
  readonly move: Move
}

/** What is done with an order about which nothing changes, in words. */
function story(order: PayByOrder): string {
  const moments = play(order)
  const phases = moments.filter(({ move }, i) => move.do !== moments[i - 1]?.move.do)
  return phases
    .map(({ atMs, move }) => {
      const times = moments.filter((moment) => moment.move.do === move.do).map((m) => m.atMs)
      return phrase(move, atMs, times)
    })
    .join("; ")
}

/** The moves, each with its instant, while PayBy keeps saying the same. */
function play(order: PayByOrder): Moment[] {
  const moments: Moment[] = []
  let now = START
  let row = order
  while (now.getTime() - START.getTime() < HORIZON_MS) {
    const move = nextMove(row, now, POLICIES.default)
    if (move.do === "wait") {
      now = move.until
      continue
    }
    moments.push({ atMs: now.getTime() - START.getTime(), move })
    if (move.do === "intend" || move.do === "finish" || move.do === "rest") break
    row = { ...row, lookedAt: now, attempts: row.attempts + 1 }
    now = after(1, now)
  }
  return moments
}

function phrase(move: Move, atMs: number, times: readonly number[]): string {
  switch (move.do) {
    case "ask":
      return `ask ${rhythm(times)}`
    case "cancel":
      return `cancel ${rhythm(times)}`
    case "settle":
      return `settle ${rhythm(times)}`
    case "give-back":
      return `give back ${rhythm(times)}`
    case "finish":
      return "tell Medusa, done"
    case "intend":
      return `${atMs === 0 ? "at once" : `after ${duration(atMs)}`} → *${move.intent}* (\`${move.reason}\`)`
    case "wait":
    case "rest":
      return "rest"
  }
}

/** "at once, then every 5 s, later every 45 s, later every 10 min". */
function rhythm(times: readonly number[]): string {
  const gaps = times.slice(1).map((at, i) => rounded(at - (times[i] ?? 0)))
  const legs = gaps.filter((gap, i) => gap !== gaps[i - 1] && gaps.indexOf(gap) === i)
  const begin = times[0] === 0 ? "at once" : ""
  const every = legs.map((gap, i) => `${i === 0 ? "" : "later "}every ${duration(gap)}`)
  return [begin, ...every].filter(Boolean).join(", ")
}

function rounded(ms: number): number {
  return Math.round(ms / 1_000) * 1_000
}

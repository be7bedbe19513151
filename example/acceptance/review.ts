import { setTimeout as wait } from "node:timers/promises"
import { judgeCase, type CaseNumber, type CaseRecord, type Verdict } from "../../src/simulator"
import type { Checkout } from "../storefront"
import type { PayBysSide } from "./paybys-side"
import type { Started, Terminal } from "./terminal"
import type { Witness } from "./witness"

/** PayBy allows two minutes until the first cancel, and three cancels ten seconds apart. */
const LONGEST_MS = 150_000
const LOOK_EVERY_MS = 500

export interface Stage {
  readonly terminal: Terminal
  readonly payby: PayBysSide
  readonly witness: Witness
  /** Told when a case has its order, and when nothing is missing any more or its time is up. */
  readonly progress?: (news: News) => void
}

export type News =
  | { kind: "started"; number: CaseNumber; merchantOrderNo: string; payUrl: string | null }
  | { kind: "over"; number: CaseNumber; passed: boolean }

/** A case with its order and its end. */
export interface Reviewed {
  readonly number: CaseNumber
  readonly merchantOrderNo: string
  readonly verdict: Verdict
  /** Null where the store could not give the shopper a way to pay. */
  readonly checkout: Checkout | null
}

/**
 * Plays cases side by side, in real time. They are judged when all of them are over, by everything
 * that was done about their orders until then: what comes after a case's happy end counts, too.
 */
export async function review(
  stage: Stage,
  numbers: readonly CaseNumber[],
): Promise<PromiseSettledResult<Reviewed>[]> {
  const played = await Promise.allSettled(numbers.map((number) => play(stage, number)))
  return Promise.allSettled(
    played.map(async (result, i) => {
      if (result.status === "rejected") throw result.reason
      const number = numbers[i]!
      const { merchantOrderNo, checkout } = result.value
      const verdict = judgeCase(number, await recordOf(stage, number, result.value))
      return { number, merchantOrderNo, verdict, checkout: await checkout }
    }),
  )
}

async function play(stage: Stage, number: CaseNumber): Promise<Started> {
  const started = await stage.terminal.start(() => stage.payby.stage(number))
  const { merchantOrderNo } = started
  const startedAt = Date.now()
  const checkout = await started.checkout
  const link = checkout?.session.data["pay_url"]
  const payUrl = typeof link === "string" ? link : null
  stage.progress?.({ kind: "started", number, merchantOrderNo, payUrl })
  let passed = false
  let over = false
  while (!over && Date.now() - startedAt < LONGEST_MS) {
    await wait(LOOK_EVERY_MS)
    passed = judgeCase(number, await recordOf(stage, number, started)).passed
    // Where not everything can be seen, no breach is no end: the store goes on until it has done all.
    over = passed && (stage.payby.seesAll || (await stage.witness.atRest(merchantOrderNo)))
  }
  stage.progress?.({ kind: "over", number, passed })
  return started
}

async function recordOf(
  { payby, witness }: Stage,
  number: CaseNumber,
  { merchantOrderNo, checkout }: Started,
): Promise<CaseRecord> {
  const cart = (await checkout)?.cart
  return payby.record(merchantOrderNo, {
    fils: cart && Math.round(cart.total * 100),
    told: witness.told(merchantOrderNo),
    processed: number === "009" && cart ? await witness.processed(cart.id) : null,
  })
}

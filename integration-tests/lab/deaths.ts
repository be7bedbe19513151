import { setTimeout as wait } from "node:timers/promises"
import { rowsOf } from "../support/database"
import { eventually } from "../support/eventually"
import type { Statement } from "../support/postgres-messages"
import type { Program } from "../support/program"
import type { CallName } from "../../src/simulator"
import { NOTHING, paidOnce } from "./books"
import type { Books } from "./books"
import type { Errand } from "./errand"

/** A point at which the store's process ends, as far as one errand is concerned. */
export interface Death {
  readonly at: string
  /** It stands still in a call to PayBy, and no longer than a call may take. */
  readonly isInCall?: true
  /** Everything before: it goes well. */
  prepare?(program: Program, errand: Errand): Promise<unknown>
  /** Resolves when the store stands at the point, with whatever it was doing cut off there. */
  meet(program: Program, errand: Errand): Promise<unknown>
  /** What the people do once the store is back. */
  goOn?(program: Program, errand: Errand): Promise<unknown>
  /** The books in the end. */
  books(errand: Errand): Books
}

const REFUND = 40

/** A store has ten connections; those that stand still are missing to the others. */
const CONNECTIONS_TO_SPARE = 3

const PATIENCE_MS = 120_000
/** How soon a shopper presses the button once more. */
const TRY_AGAIN_MS = 500

/** By then a payment that was not stopped is over. */
const AT_REST_MS = 3_000

type About = (errand: Errand, statement: Statement) => boolean

const writes =
  (start: string, more = ""): About =>
  (errand, statement) =>
    plain(statement.sql).startsWith(start) &&
    (statement.sql.includes(more) || statement.values.includes(more)) &&
    errand.isIn(statement)

/** Medusa's own statements name the schema. */
function plain(sql: string): string {
  return sql.replaceAll(`"public".`, "")
}

/** When this is committed, and nobody has heard of it. */
const committed =
  (start: string): About =>
  (errand, statement) =>
    /^commit/i.test(statement.sql) &&
    statement.before.some(({ sql }) => plain(sql).startsWith(start)) &&
    errand.isIn(statement)

/** Stands still before or after a statement, while somebody does something. */
function atStatement(
  when: "before" | "after",
  about: About,
  act: (errand: Errand) => Promise<unknown>,
) {
  return async ({ postgres }: Program, errand: Errand) => {
    const reached = postgres.hold({ when, is: (statement) => about(errand, statement) })
    unheeded(act(errand))
    await reached
  }
}

/** Stands still in a call, when PayBy has it, before or after it does what was asked for. */
function inCall(
  call: CallName,
  { effect }: { effect: boolean },
  act: (errand: Errand) => Promise<unknown>,
) {
  return async ({ simulator }: Program, errand: Errand) => {
    const merchantOrderNo = errand.numbers.at(-1)
    simulator.faults.add({ call, merchantOrderNo, fault: { kind: "hang", effect } })
    const reached = new Promise<void>((done) => {
      const stop = simulator.onCall((one) => {
        const isOurs = merchantOrderNo === undefined || one.merchantOrderNo === merchantOrderNo
        if (one.call !== call || one.fault !== "hang" || !isOurs) return
        stop()
        done()
      })
    })
    unheeded(act(errand))
    await reached
  }
}

/** A link that did not come in time is asked for again. */
const link = (_: Program, errand: Errand) =>
  eventually(() => errand.start(), "a link", PATIENCE_MS, TRY_AGAIN_MS)
const buyAgain = (_: Program, errand: Errand) => errand.buy()
const start = (errand: Errand) => errand.start()
const pay = (errand: Errand) => errand.pay()
const nothing = async () => undefined

/** PayBy keeps to itself that it was paid: the store has to ask. */
async function payInSilence(program: Program, errand: Errand): Promise<void> {
  const merchantOrderNo = errand.latest
  program.simulator.notifications.add({ merchantOrderNo, fault: { kind: "lose" } })
  await errand.pay()
}

async function ordered(program: Program, errand: Errand): Promise<void> {
  await errand.buy()
  await eventually(() => paymentOf(program, errand), "an order", PATIENCE_MS)
}

async function paymentOf({ database }: Program, { collectionId }: Errand): Promise<string | null> {
  const [row] = await rowsOf(
    database,
    `SELECT payment.id FROM payment JOIN payby_order USING (payment_collection_id)
      WHERE payment_collection_id = $1 AND settlement = 'settled'`,
    [collectionId],
  )
  return row === undefined ? null : String(row["id"])
}

async function refund(program: Program, errand: Errand): Promise<void> {
  await errand.refund(String(await paymentOf(program, errand)), REFUND)
}

/** Staff saw an error, and does the same once more; that may be refused, because it happened. */
async function refundAgain(program: Program, errand: Errand): Promise<void> {
  if (errand.toldOfRefund) return
  await refund(program, errand).catch(() => undefined)
}

const afterRefund = (errand: Errand) => paidOnce(errand, [REFUND * 100])

// In each of these the calls come last: they stand still no longer than a call may take.

const UNWRITTEN: Death = {
  at: "placeOrder is answered, and the answer not written",
  meet: atStatement("before", writes(`update "payby_order"`, `"status"`), start),
  goOn: buyAgain,
  books: paidOnce,
}

const UNANNOUNCED: Death = {
  at: "a notification is stored, and neither acknowledged nor announced",
  prepare: link,
  meet: atStatement("after", writes(`insert into "payby_notification"`), pay),
  books: paidOnce,
}

const UNFINISHED: Death = {
  at: "Medusa has the order, and the cart is not completed",
  prepare: link,
  meet: atStatement("after", writes(`insert into "order_cart"`), pay),
  books: paidOnce,
}

const UNANSWERED: Death = {
  at: "PayBy has acted on placeOrder, and not answered",
  isInCall: true,
  meet: inCall("placeOrder", { effect: true }, start),
  goOn: buyAgain,
  books: paidOnce,
}

const UNHEARD: Death = {
  at: "PayBy has accepted a refund, and not answered",
  isInCall: true,
  prepare: ordered,
  meet: (program, errand) =>
    inCall("placeRefund", { effect: true }, () => refund(program, errand))(program, errand),
  goOn: refundAgain,
  books: afterRefund,
}

/** Where the store dies, first while payments begin and PayBy notifies. */
const AT_THE_BEGINNING: readonly Death[] = [
  UNWRITTEN,
  {
    at: "the order's row is written, and placeOrder not sent",
    meet: atStatement("after", writes(`insert into "payby_order"`), start),
    goOn: buyAgain,
    books: paidOnce,
  },
  {
    at: "a notification is there, and not stored",
    prepare: link,
    meet: atStatement("before", writes(`insert into "payby_notification"`), pay),
    books: paidOnce,
  },
  UNANNOUNCED,
  {
    at: "the payment is claimed, and nothing done about it",
    prepare: link,
    meet: atStatement("after", writes(`update "payby_order"`, "settling"), pay),
    books: paidOnce,
  },
  {
    at: "placeOrder is sent, and PayBy has not acted",
    isInCall: true,
    meet: inCall("placeOrder", { effect: false }, start),
    goOn: buyAgain,
    books: paidOnce,
  },
  UNANSWERED,
]

const IN_SETTLEMENT: readonly Death[] = [
  {
    at: "Medusa is about to write the capture",
    prepare: link,
    meet: atStatement("before", writes(`insert into "capture"`), pay),
    books: paidOnce,
  },
  UNFINISHED,
  {
    at: "everything is true in Medusa, and the ledger does not know",
    prepare: link,
    meet: atStatement("before", writes(`update "payby_order"`, "settled"), pay),
    books: paidOnce,
  },
  {
    at: "the shopper's own completion was told that it is captured",
    prepare: link,
    meet: (program, errand) =>
      atStatement("after", writes(`update "payby_order"`, `"captured_session_id"`), async () => {
        await payInSilence(program, errand)
        await errand.complete()
      })(program, errand),
    books: paidOnce,
  },
  {
    at: "the job asks PayBy",
    isInCall: true,
    prepare: link,
    meet: (program, errand) =>
      inCall("getOrder", { effect: false }, () => payInSilence(program, errand))(program, errand),
    books: paidOnce,
  },
  {
    at: "PayBy has cancelled what the shopper wants no more, and not answered",
    isInCall: true,
    prepare: link,
    async meet(program, errand) {
      await errand.wantMore()
      await inCall("cancelOrder", { effect: true }, start)(program, errand)
    },
    goOn: buyAgain,
    books: paidOnce,
  },
]

const WHEN_MONEY_GOES_BACK: readonly Death[] = [
  {
    at: "a refund's row is committed, and the refund not sent",
    prepare: ordered,
    meet: (program, errand) =>
      atStatement("after", committed(`insert into "payby_refund"`), () => refund(program, errand))(
        program,
        errand,
      ),
    goOn: refundAgain,
    books: afterRefund,
  },
  {
    at: "a refund is answered, and the answer not written",
    prepare: ordered,
    meet: (program, errand) =>
      atStatement("before", writes(`update "payby_refund"`, `"status"`), () =>
        refund(program, errand),
      )(program, errand),
    goOn: refundAgain,
    books: afterRefund,
  },
  UNHEARD,
  {
    at: "PayBy has undone a payment for an old total, and not answered",
    isInCall: true,
    prepare: link,
    async meet(program, errand) {
      await errand.wantMore()
      await inCall("revokeOrder", { effect: true }, pay)(program, errand)
    },
    goOn: nothing,
    books: () => NOTHING,
  },
]

/** Of each stretch of a payment's life one point, for one death of the process every day. */
export const EVERY_DAY: readonly Death[] = [UNWRITTEN, UNANNOUNCED, UNFINISHED, UNANSWERED, UNHEARD]

/** Three deaths of the process, at all of these points at once. */
export const DEATHS: readonly (readonly Death[])[] = [
  AT_THE_BEGINNING,
  IN_SETTLEMENT,
  WHEN_MONEY_GOES_BACK,
]

/**
 * A death at any write of a payment's life. A payment that is over before it has come to that write
 * counts as one that the death found at rest.
 */
export function anyDeath(chance: () => number): Death {
  const when = chance() < 0.5 ? "before" : "after"
  const write = 1 + Math.floor(chance() * 40)
  const act = chance() < 0.3 ? start : pay
  let seen = 0
  const isIt: About = (errand, statement) =>
    /^(insert|update|delete|commit)/i.test(statement.sql) &&
    errand.isIn(statement) &&
    ++seen === write
  return {
    at: `${when} write ${write} of ${act === start ? "a start" : "a payment"}`,
    ...(act === pay ? { prepare: link } : {}),
    meet: (program, errand) =>
      Promise.race([atStatement(when, isIt, act)(program, errand), wait(AT_REST_MS)]),
    ...(act === start ? { goOn: buyAgain } : {}),
    books: paidOnce,
  }
}

/** Some of the named points and some of any, those that stand still longest first. */
export function someDeaths(chance: () => number): Death[] {
  const named = DEATHS.flat().filter(() => chance() < 0.25)
  const inCalls = named.filter(({ isInCall }) => isInCall)
  const others = named.filter(({ isInCall }) => !isInCall)
  const any = Array.from({ length: 3 }, () => anyDeath(chance))
  return [...any, ...others.slice(0, CONNECTIONS_TO_SPARE), ...inCalls.slice(0, 2)]
}

function unheeded(work: Promise<unknown>): void {
  // Whoever was waiting hears nothing of a store that died.
  work.catch(() => undefined)
}

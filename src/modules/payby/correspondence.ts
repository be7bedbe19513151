import { isPaid, isUnknownWord, mayHaveHappened, storedOrderTerms } from "../../gateway"
import type { AcquireOrder, Chargeback, Clock, Fault, Outcome, PayByClient } from "../../gateway"
import { disagreement } from "./agreement"
import type { Alarm } from "./alarm"
import type { Announcer } from "./events"
import type { PayByOrder, StatusSource, Trouble } from "./ledger/order"
import type { Heard, OrderWords, Word } from "./ledger/order-words"
import type { OrderLedger } from "./ledger/orders"
import { atOnce } from "./work-in-hand"
import { chargebackFacts, isSameChargeback, paymentFacts } from "./payment-facts"

/** What asking PayBy about an order brought. The order is the row as it stands afterwards. */
export type Answer =
  | { kind: "heard"; order: PayByOrder }
  /** PayBy says, signed, that it has no such order. */
  | { kind: "absent"; order: PayByOrder }
  /** No word: PayBy could not be reached, or its answer does not count. Ask again. */
  | { kind: "in-vain"; order: PayByOrder; fault: Fault }

/** What placing an order brought. */
export type Placed =
  /** PayBy has it. The link is there only while it can be paid. */
  | { kind: "placed"; order: PayByOrder; link: string | null }
  /** PayBy said no, signed, and has no such order. */
  | { kind: "refused"; order: PayByOrder; fault: Fault }
  /** It may or may not have happened, or can be tried again: the row stays to be asked about. */
  | { kind: "unclear"; order: PayByOrder; fault: Fault }

/** Every exchange with PayBy about an order, and what of it is written into the ledger. */
export class Correspondence {
  constructor(
    private readonly orders: OrderLedger,
    private readonly words: OrderWords,
    private readonly gateway: PayByClient,
    private readonly alarm: Alarm,
    private readonly announcer: Announcer,
    private readonly clock: Clock,
  ) {}

  /** Places the order with the terms of its row, verbatim: a repeat is the same order (PayBy, "Create Order"). */
  async place(order: PayByOrder): Promise<Placed> {
    const outcome = await this.gateway.placeOrder(storedOrderTerms(order.terms))
    if (outcome.ok) {
      const heard = await this.hear(order, outcome.value.order, "answer")
      // Nobody is sent to pay an order that PayBy describes otherwise than it was placed.
      const link =
        heard.status === "CREATED" && heard.attention === null ? outcome.value.link : null
      return { kind: "placed", order: heard, link }
    }
    const { fault } = outcome
    await this.orders.troubled(order.merchantOrderNo, troubleOf(fault, this.clock()), this.clock())
    if (fault.kind === "refused" && isAboutItsState(fault.meaning)) {
      // The documentation contradicts itself about repeats of finished orders: getOrder is believed.
      const answer = await this.ask(order)
      return answer.kind === "heard"
        ? { kind: "placed", order: answer.order, link: null }
        : { kind: "unclear", order: answer.order, fault }
    }
    const neverOpened = fault.kind === "misconfigured" || isFinalRefusal(fault)
    if (neverOpened && order.status === null) return { kind: "refused", order, fault }
    return { kind: "unclear", order, fault }
  }

  /** Asks PayBy how the order stands. */
  async ask(order: PayByOrder, calling = atOnce): Promise<Answer> {
    return this.listen(order, await calling(() => this.gateway.getOrder(order.merchantOrderNo)))
  }

  /**
   * Closes the order at PayBy; only an unpaid one can be. A refusal says in which state the order is,
   * but a lost answer makes the second cancel look like a refusal, so getOrder has the last word.
   */
  async cancel(order: PayByOrder, calling = atOnce): Promise<Answer> {
    const outcome = await calling(() => this.gateway.cancelOrder(order.merchantOrderNo))
    const { fault } = outcome.ok ? { fault: null } : outcome
    if (fault?.kind === "refused" && isAboutItsState(fault.meaning)) return this.ask(order, calling)
    return this.listen(order, outcome)
  }

  /** Undoes a paid order. There is no result call: getOrder tells when it happened. */
  async revoke(order: PayByOrder): Promise<{ answer: Answer; fault: Fault | null }> {
    const outcome = await this.gateway.revokeOrder(order.merchantOrderNo)
    if (outcome.ok) return { answer: await this.listen(order, outcome), fault: null }
    const { fault } = outcome
    const now = this.clock()
    await this.orders.troubled(order.merchantOrderNo, troubleOf(fault, now), now)
    return { answer: await this.ask(order), fault }
  }

  /** Writes down PayBy's verified word, if it is about the order that was placed. */
  async hear(order: PayByOrder, word: AcquireOrder, source: StatusSource): Promise<PayByOrder> {
    return this.take(order, word, source, false)
  }

  private async take(
    order: PayByOrder,
    word: AcquireOrder,
    source: StatusSource,
    asked: boolean,
  ): Promise<PayByOrder> {
    const no = order.merchantOrderNo
    const written = await this.write(order, word, source, asked)
    if (asked && written.order === null) await this.orders.looked(no, this.clock(), false)
    if (written.heard === "went-back") {
      // An older word that came late, or a contradiction: a fresh answer tells.
      const fresh = await this.gateway.getOrder(no)
      if (fresh.ok) await this.overrule(order, fresh.value)
      else {
        await this.alarm.raise(no, "status-went-back")
        // A notification is taken again; a row that is finished asks for nothing by itself.
        if (source === "notification") {
          throw new Error("PayBy contradicts itself, and cannot be asked just now")
        }
      }
    }
    const after = written.order ?? (await this.reread(order))
    await this.announce(order, after)
    return after
  }

  /** Writes down that PayBy told of a chargeback, and tells people once. */
  async hearChargeback(order: PayByOrder, chargeback: Chargeback): Promise<void> {
    const no = order.merchantOrderNo
    const facts = chargebackFacts(chargeback)
    if (order.chargebacks.some((known) => isSameChargeback(known, facts))) return
    // A process that dies in between is followed by one that finds it untold.
    await this.alarm.raise(no, "charged-back")
    const isNew = await this.words.chargedBack(no, facts, this.clock())
    if (isNew) await this.announcer.chargeback(order, facts)
  }

  private async overrule(order: PayByOrder, fresh: AcquireOrder): Promise<void> {
    const { heard } = await this.write(order, fresh, "answer", false)
    if (heard !== "went-back") return
    const no = order.merchantOrderNo
    await this.alarm.raise(no, "status-went-back")
    const word = wordOf(fresh)
    if (word !== null && isPaid(word.status)) {
      await this.words.paidAgainstItsWord(no, word, this.clock())
    }
  }

  private async write(
    order: PayByOrder,
    answer: AcquireOrder,
    source: StatusSource,
    asked: boolean,
  ): Promise<{ heard: Heard | "disagrees"; order: PayByOrder | null }> {
    const differs = disagreement(order, answer)
    const word = wordOf(answer)
    if (differs !== null || word === null) {
      await this.alarm.raise(order.merchantOrderNo, differs ?? "unknown-status")
      return { heard: "disagrees", order: null }
    }
    return this.words.hear(order, word, source, asked, this.clock())
  }

  private async announce(before: PayByOrder, after: PayByOrder): Promise<void> {
    const wasPaid = before.status !== null && isPaid(before.status)
    const undone = after.settlement === "settled" && after.status === "FAILURE"
    if (undone && after.intent !== "return") {
      // Somebody revoked it at PayBy, past us: Medusa still shows the money as taken.
      await this.alarm.raise(after.merchantOrderNo, "medusa-disagrees")
    }
    if (after.status === before.status) return
    if (after.status === "CREATED") await this.announcer.order("created", after)
    else if (after.status !== null && isPaid(after.status) && !wasPaid) {
      await this.announcer.order("paid", after)
    }
  }

  private async listen(order: PayByOrder, outcome: Outcome<AcquireOrder>): Promise<Answer> {
    if (outcome.ok) {
      return { kind: "heard", order: await this.take(order, outcome.value, "answer", true) }
    }
    const { fault } = outcome
    const no = order.merchantOrderNo
    const now = this.clock()
    if (fault.kind === "refused" && fault.meaning === "no-such-order") {
      await this.orders.looked(no, now, false)
      await this.words.heardAbsent(no, now)
      if (order.status !== null) await this.alarm.raise(no, "order-vanished")
      return { kind: "absent", order: await this.reread(order) }
    }
    await this.orders.looked(no, now, true, troubleOf(fault, now))
    if (fault.kind === "misconfigured") {
      await this.alarm.raise(no, "account-not-set-up", fault.advice)
    }
    return { kind: "in-vain", order: await this.reread(order), fault }
  }

  private async reread(order: PayByOrder): Promise<PayByOrder> {
    return (await this.orders.find(order.merchantOrderNo)) ?? order
  }
}

/** The part of an answer that the ledger keeps; null when its status is a word we do not know. */
function wordOf(answer: AcquireOrder): Word | null {
  if (isUnknownWord(answer.status)) return null
  return {
    status: answer.status,
    payeeMid: answer.payeeMid ?? null,
    paybyOrderNo: answer.orderNo,
    revoked: answer.revoked,
    paymentInfo: paymentFacts(answer),
  }
}

type Meaning = Extract<Fault, { kind: "refused" }>["meaning"]

const ABOUT_ITS_STATE: readonly Meaning[] = [
  "order-paid",
  "order-settled",
  "order-failed",
  "order-revoked",
  "number-taken",
]

/** The order exists already, and the refusal only says how it stands. */
function isAboutItsState(meaning: Meaning): boolean {
  return ABOUT_ITS_STATE.includes(meaning)
}

/** What of a fault is kept for people: no words of PayBy's, which may repeat what was sent. */
function troubleOf(fault: Fault, now: Date): Trouble {
  return {
    at: now.toISOString(),
    kind: fault.kind,
    code: ("code" in fault ? fault.code : undefined) ?? null,
    trace_code: ("traceCode" in fault ? fault.traceCode : undefined) ?? null,
  }
}

function isFinalRefusal(fault: Fault): boolean {
  return fault.kind === "refused" && fault.meaning !== "try-later" && !mayHaveHappened(fault)
}

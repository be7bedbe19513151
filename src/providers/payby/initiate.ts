import {
  isPaid,
  mintMerchantOrderNo,
  PRODUCT_IS_NOT_APPLIED,
  sameMoney,
  toWire,
} from "../../gateway"
import type { Fault, MerchantOrderNo, Scene } from "../../gateway"
import type { PayByOrder } from "../../modules/payby/ledger/order"
import type { PayByModuleService } from "../../modules/payby/service"
import { gap } from "../../modules/payby/policy"
import { returnAddress } from "../../modules/payby/return-address"
import type { Description } from "./description"
import type { SceneChoice } from "./scene-choice"
import { cannotTakeIt, isPaidAlready, noAnswer, stillUndecided } from "./sentences"
import { sessionData } from "./session-data"
import type { SessionData } from "./session-data"
import type { SessionFacts } from "./sessions"

/** A number that turned out to be used up is replaced this often at most. */
const NEW_NUMBERS_AT_MOST = 3

/** What the shopper asked for. */
export interface Wish {
  readonly session: SessionFacts
  readonly choice: SceneChoice
  /** What PayBy is told about the cart. */
  readonly description: Description
}

/**
 * Gives a session its order at PayBy. The order belongs to the payment collection: while amount, scene
 * and parameters are the same and it can still be paid, the original number is placed again, so that
 * nobody pays twice. Otherwise the earlier order is closed first, and a new number is taken only when
 * every earlier one is known to be closed or its money settled or on its way back.
 */
export async function initiate(payby: PayByModuleService, wish: Wish): Promise<SessionData> {
  for (let attempt = 0; attempt < NEW_NUMBERS_AT_MOST + wish.choice.scenes.length; attempt++) {
    const earlier = await payby.orders.ofCollection(wish.session.collectionId)
    const paid = earlier.find(isPaidFor)
    if (paid !== undefined) return alreadyPaid(payby, paid, wish.session)
    const current = earlier.find((order) => order.intent === "collect")
    if (current !== undefined && isSameWish(payby, current, wish)) {
      const data = await again(payby, current, wish.session)
      if (data !== null) return data
      continue
    }
    if (current !== undefined) {
      await payby.orders.intend(
        current.merchantOrderNo,
        "close",
        isExpired(payby, current) ? "expired" : "superseded",
        payby.clock(),
      )
    }
    for (const order of earlier) await mustBeDecided(payby, order)
    const data = await first(payby, wish)
    if (data !== null) return data
  }
  throw stillUndecided()
}

/** Paid, and its money neither back nor on its way back: nobody is asked to pay again. */
function isPaidFor(order: PayByOrder): boolean {
  if (order.status === null || !isPaid(order.status) || order.intent === "return") return false
  return order.intent === "collect" || order.settlement !== null
}

/**
 * The session is born pending and the settlement woken: a paid number makes no session captured by
 * itself. For another amount there is nothing to start: either the order stands, or the money goes
 * back first.
 */
async function alreadyPaid(
  payby: PayByModuleService,
  order: PayByOrder,
  session: SessionFacts,
): Promise<SessionData> {
  await payby.orders.wake(order.merchantOrderNo, payby.clock())
  if (!sameMoney(order.amount, session.amount)) {
    throw order.settlement === "settled" ? isPaidAlready() : stillUndecided()
  }
  return sessionData(order, session.id, null)
}

/** Places a new order: the row first, so that a crash leaves something to ask about, then the call. */
async function first(payby: PayByModuleService, wish: Wish): Promise<SessionData | null> {
  const { settings, orders } = payby
  const now = payby.clock()
  const no = mintMerchantOrderNo(now)
  const expiresAt = new Date(now.getTime() + settings.expiresInMinutes * 60_000)
  const terms = termsFor(payby, no, wish, expiresAt)
  const order = await orders.open(
    {
      merchantOrderNo: no,
      partnerId: settings.partnerId,
      providerId: wish.session.providerId,
      collectionId: wish.session.collectionId,
      sessionId: wish.session.id,
      amount: wish.session.amount,
      scene: terms.paySceneCode,
      terms: JSON.stringify(terms),
      expiresAt,
    },
    now,
    new Date(now.getTime() + gap(settings.policy.unresolved, 0) + settings.deadlineMs),
  )
  if (order === null) return null // another request was faster; its order is ours too
  const placed = await payby.correspondence.place(order)
  switch (placed.kind) {
    case "placed":
      return handOut(payby, placed.order, wish.session.id, placed.link)
    case "refused":
      await neverOpened(payby, order, placed.fault)
      if (isTriedInVain(payby, wish, terms.paySceneCode, placed.fault)) throw cannotTakeIt()
      return null // the next scene is tried
    case "unclear":
      payby.logger.warn(`PayBy order ${no} may or may not exist: ${placed.fault.kind}`)
      throw noAnswer()
  }
}

/** Re-initiates the original order; null when its number turned out to be used up. */
async function again(
  payby: PayByModuleService,
  order: PayByOrder,
  session: SessionFacts,
): Promise<SessionData | null> {
  const { orders, correspondence } = payby
  const no = order.merchantOrderNo
  const answer = await correspondence.ask(order)
  if (answer.kind === "in-vain") throw noAnswer()
  if (answer.order.status !== null && answer.order.status !== "CREATED") {
    return handOut(payby, answer.order, session.id, null)
  }
  const adopted = await orders.adopt(no, session.id, payby.clock())
  if (adopted === null) return null
  const placed = await correspondence.place(adopted)
  if (placed.kind !== "placed") throw noAnswer()
  return handOut(payby, placed.order, session.id, placed.link)
}

/** Hands the link to the shopper, unless the order may no longer be paid: then null, or word that it is. */
async function handOut(
  payby: PayByModuleService,
  order: PayByOrder,
  sessionId: string,
  link: string | null,
): Promise<SessionData | null> {
  const { orders, settings } = payby
  const now = payby.clock()
  const no = order.merchantOrderNo
  if (order.status !== null && isPaid(order.status)) {
    // A paid number makes no session captured by itself: its money may already be on its way back.
    await orders.wake(no, now)
    return sessionData(order, sessionId, null)
  }
  if (order.status === "FAILURE") {
    await orders.intend(no, "close", "failed", now)
    return null
  }
  const lookAgainAt = new Date(now.getTime() + gap(settings.policy.unpaid, 0))
  const handedOut = link !== null && (await orders.linkHandedOut(no, link, now, lookAgainAt))
  if (!handedOut) throw stillUndecided()
  return sessionData(order, sessionId, link)
}

/** Closes an earlier order at PayBy, or throws: while its end is unknown nothing new is placed. */
async function mustBeDecided(payby: PayByModuleService, earlier: PayByOrder): Promise<void> {
  const order = (await payby.orders.find(earlier.merchantOrderNo)) ?? earlier
  if (isDecided(payby, order)) return
  if (order.status !== null && isPaid(order.status)) {
    await payby.orders.wake(order.merchantOrderNo, payby.clock())
    throw stillUndecided()
  }
  const answer = await payby.correspondence.cancel(order)
  await payby.orders.wake(order.merchantOrderNo, payby.clock())
  if (answer.kind === "in-vain") throw noAnswer()
  if (!isDecided(payby, answer.order)) throw stillUndecided()
}

/** Failed, or settled, or its money on its way back; or never opened and nothing of it still on its way. */
function isDecided(payby: PayByModuleService, order: PayByOrder): boolean {
  if (order.status === "FAILURE" || order.settlement === "settled") return true
  if (order.status !== null) return isPaid(order.status) && order.intent === "return"
  if (order.finishedAt !== null) return true
  const sentUntil = order.placedAt.getTime() + payby.settings.deadlineMs
  return order.absentAt !== null && order.absentAt.getTime() > sentUntil
}

/** PayBy said no to a first creation, signed: the number is dead, and staff should know. */
async function neverOpened(
  payby: PayByModuleService,
  order: PayByOrder,
  fault: Fault,
): Promise<void> {
  const no = order.merchantOrderNo
  const now = payby.clock()
  if (fault.kind === "misconfigured") {
    const notGranted = isNotGranted(fault)
    const about = notGranted ? order.scene : fault.code
    const reason = notGranted ? "scene-not-granted" : "account-not-set-up"
    await payby.alarm.raise(no, reason, `${about}: ${fault.advice}`)
  } else if (fault.kind === "refused") {
    payby.logger.warn(`PayBy refused order ${no}: ${fault.meaning} (${fault.code})`)
  }
  await payby.orders.intend(no, "close", "refused", now)
  await payby.orders.finish(order, now)
}

/** Whether the same terms would be placed again, and can still be paid. */
function isSameWish(payby: PayByModuleService, order: PayByOrder, wish: Wish): boolean {
  const { session } = wish
  if (session.providerId !== order.providerId || isExpired(payby, order)) return false
  const terms = termsFor(payby, order.merchantOrderNo, wish, order.expiresAt)
  return JSON.stringify(terms) === order.terms
}

function isExpired(payby: PayByModuleService, order: PayByOrder): boolean {
  const paid = order.status !== null && isPaid(order.status)
  return !paid && payby.clock() >= order.expiresAt
}

function termsFor(payby: PayByModuleService, no: MerchantOrderNo, wish: Wish, expiresAt: Date) {
  const { settings } = payby
  const { choice, description, session } = wish
  const terms = {
    ...description,
    merchantOrderNo: no,
    totalAmount: toWire(session.amount),
    expiredTime: expiresAt.getTime(),
    notifyUrl: settings.notifyUrl,
  }
  const comesBackTo = returnAddress(settings.returnUrl, no, choice.returnOrigin)
  return choice.complete(sceneToPlace(payby, choice), terms, comesBackTo)
}

/** The first that PayBy is not known to have refused; when it has refused all, what was asked for. */
function sceneToPlace(payby: PayByModuleService, choice: SceneChoice): Scene {
  const now = payby.clock()
  const granted = choice.scenes.find((one) => payby.grants.mayBeGranted(choice.product(one), now))
  return granted ?? choice.scenes[0] ?? "PAYPAGE"
}

/** Learns which scene is not granted; false when another one is left for this shopper. */
function isTriedInVain(
  payby: PayByModuleService,
  { choice }: Wish,
  scene: Scene,
  fault: Fault,
): boolean {
  if (!isNotGranted(fault)) return true
  const now = payby.clock()
  payby.grants.refused(choice.product(scene), now)
  return !choice.scenes.some((one) => payby.grants.mayBeGranted(choice.product(one), now))
}

function isNotGranted(fault: Fault): boolean {
  return fault.kind === "misconfigured" && fault.code === PRODUCT_IS_NOT_APPLIED
}

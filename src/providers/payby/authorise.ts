import { isPaid, sameMoney } from "../../gateway"
import type { PayByOrder } from "../../modules/payby/ledger/order"
import type { PayByModuleService } from "../../modules/payby/service"
import { isBeingRecorded } from "../../settlement"
import { noSuchPayment, notPaidYet } from "./sentences"
import { sessionData } from "./session-data"
import type { SessionData } from "./session-data"
import type { SessionFacts, Sessions } from "./sessions"

/**
 * Answers "captured" for exactly one session per order, and only when PayBy's verified word says that
 * this order, with this amount, was paid to this merchant. Asks PayBy once when the ledger does not
 * know yet. Anything else is *requires more*, in the form that keeps the cart usable.
 */
export async function authorise(
  payby: PayByModuleService,
  sessions: Sessions,
  session: SessionFacts,
): Promise<SessionData> {
  const order = await paidOrder(payby, session)
  const { orders } = payby
  const no = order.merchantOrderNo
  const now = payby.clock()
  if (order.intent === "close" && order.settlement === null) {
    // Paid after all: whether it may still become an order is for the settlement to find out.
    await orders.wake(no, now)
    throw notPaidYet()
  }
  // The core asks under its lock on the cart: whoever completed it a moment ago has recorded that.
  if (await sessions.isPaidOtherwise(session)) throw noSuchPayment()
  if (!(await payby.claims.claimSettlement(no, now))) throw noSuchPayment()
  if (!(await claimCapture(payby, sessions, order, session.id))) throw noSuchPayment()
  // The core records it after this; somebody has to see that it did.
  await orders.wake(no, now)
  return sessionData(order, session.id, null)
}

/** The order of this session's collection that is paid, exactly this amount; asks PayBy when need be. */
async function paidOrder(payby: PayByModuleService, session: SessionFacts): Promise<PayByOrder> {
  const candidates = (await payby.orders.ofCollection(session.collectionId)).filter(
    (order) => order.intent !== "return" && sameMoney(order.amount, session.amount),
  )
  const paid = candidates.find((order) => order.status !== null && isPaid(order.status))
  if (paid !== undefined) return paid
  const current = candidates.find((order) => order.intent === "collect")
  if (current === undefined) throw noSuchPayment()

  const { order } = await payby.correspondence.ask(current)
  if (order.status !== null && isPaid(order.status)) return order
  const now = payby.clock()
  const until = new Date(now.getTime() + payby.settings.policy.awaitedForMs)
  await payby.orders.awaited(order.merchantOrderNo, now, until)
  throw order.status === "FAILURE" ? noSuchPayment() : notPaidYet()
}

/** The claim passes on only when the session that has it is gone and left no Payment. */
async function claimCapture(
  payby: PayByModuleService,
  sessions: Sessions,
  order: PayByOrder,
  sessionId: string,
): Promise<boolean> {
  const no = order.merchantOrderNo
  if (await payby.claims.claimCapture(no, sessionId, payby.clock())) return true
  const held = await payby.orders.find(no)
  if (held === null || held.capturedSessionId === null) return false
  if (isBeingRecorded(held, payby.clock())) return false
  const holder = held.capturedSessionId
  if (!(await sessions.isGone(holder))) return false
  return payby.claims.claimCapture(no, sessionId, payby.clock(), holder)
}

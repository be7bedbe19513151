import type { PayByOrder } from "../modules/payby/ledger/order"
import type { Context } from "../settlement"
import { viewPayment } from "./payment-view"
import type { PaymentView } from "./payment-view"
import { askForScan } from "./scan"

/** More requests than this are not held back at once by one instance; they are answered immediately. */
const HELD_AT_MOST = 1_000

/** While a request is held, it looks so often whether something that wakes nobody has changed. */
const LOOK_AGAIN_MS = 4_000

/** How long before a shopper is no longer taken to wait that is renewed. */
const RENEW_MS = 10_000

export interface Patience {
  /** How long the answer may be held back, milliseconds. */
  readonly waitMs: number
  /** The version the shopper has seen already. */
  readonly seen: string | undefined
  /** Nobody is there any more to be answered. */
  readonly signal: AbortSignal
}

/** The answer, and whether the shopper's next question may come at once because it waits here as well. */
export interface News {
  readonly view: PaymentView
  readonly mayAskAtOnce: boolean
}

/**
 * How the payment stands, as soon as that is news to whoever asks. The ledger answers; that somebody
 * waits makes the job ask PayBy by the policy's `awaited` schedule, however often pages ask.
 */
export async function waitForNews(
  ctx: Context,
  found: PayByOrder,
  { waitMs, seen, signal }: Patience,
): Promise<News> {
  const { watch, clock } = ctx.payby
  const endAt = clock().getTime() + waitMs
  let view = await viewPayment(ctx, found)
  const known = seen ?? view.version
  for (;;) {
    if (view.isFinal || view.version !== known) return { view, mayAskAtOnce: waitMs > 0 }
    await isWaited(ctx, view)
    const leftMs = endAt - clock().getTime()
    if (leftMs <= 0 || signal.aborted) return { view, mayAskAtOnce: waitMs > 0 }
    if (watch.count >= HELD_AT_MOST) return { view, mayAskAtOnce: false }
    await watch.change(view.order, Math.min(leftMs, LOOK_AGAIN_MS), signal)
    const order = (await ctx.payby.orders.find(found.merchantOrderNo)) ?? found
    view = await viewPayment(ctx, order)
  }
}

/** Lets the job know that somebody waits, and asks about a code's scan in the background. */
async function isWaited(ctx: Context, { order }: PaymentView): Promise<void> {
  const { shoppers, settings, clock } = ctx.payby
  const now = clock().getTime()
  const until = now + settings.policy.awaitedForMs
  const renewAt = until - Math.min(RENEW_MS, settings.policy.awaitedForMs / 2)
  if (order.finishedAt === null) {
    await shoppers.waiting(order.merchantOrderNo, new Date(now), new Date(until), new Date(renewAt))
  }
  void askForScan(ctx, order)
}

import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { isOrderNo, merchantOrderNo } from "../gateway"
import type { PayByOrder } from "../modules/payby/ledger/order"
import { pageAddress } from "../modules/payby/storefront-pages"
import type { StorefrontPages } from "../modules/payby/storefront-pages"
import { drive } from "../settlement"
import type { Context } from "../settlement"
import type { PaymentStatus } from "./payment-status"
import { viewPayment } from "./payment-view"
import type { PaymentView } from "./payment-view"
import { returnOriginOf } from "./return-origin"
import { waitForNews } from "./wait"

/** How long a returning shopper looks at an empty page at most; then the storefront's waiting page. */
const PATIENCE_MS = 4_000

/** Where each way a payment can stand leads. */
const PAGE: Readonly<Record<PaymentStatus, "success" | "waiting" | "retry">> = {
  ordered: "success",
  starting: "waiting",
  waiting: "waiting",
  paid: "waiting",
  closing: "waiting",
  closed: "retry",
  returning: "retry",
  returned: "retry",
}

/**
 * Where a shopper who comes back from PayBy goes: always a page of the merchant's, chosen by how the
 * payment stands. The address they come with names the order and decides nothing; neither does the
 * browser, which need not be the one they paid in. PayBy is asked when that is due, and an order is made
 * of what is paid.
 *
 * @param named what the address names, whatever that is
 */
export async function comeBack(
  ctx: Context,
  pages: StorefrontPages,
  named: unknown,
): Promise<string> {
  const order = await namedOrder(ctx, named)
  if (order === null) return pageAddress(pages, "retry", null, {})
  const view = await settledView(ctx, order)
  return pageAddress(pages, PAGE[view.status], returnOriginOf(order), {
    order_id: view.orderId,
    cart_id: view.cartId,
    session_id: view.order.sessionId,
    merchant_order_no: view.order.merchantOrderNo,
    status: view.status,
    country_code: asksForCountry(pages) ? await countryOf(ctx, view.cartId) : null,
  })
}

async function namedOrder(ctx: Context, named: unknown): Promise<PayByOrder | null> {
  if (typeof named !== "string" || !isOrderNo(named)) return null
  return ctx.payby.orders.find(merchantOrderNo(named))
}

/** The payment once it is decided, or as it stands when the patience is over; the work goes on then. */
async function settledView(ctx: Context, found: PayByOrder): Promise<PaymentView> {
  const { orders, clock } = ctx.payby
  const arrivedAt = clock()
  const signal = AbortSignal.timeout(PATIENCE_MS)
  const until = arrivedAt.getTime() + PATIENCE_MS
  // Whoever waits may have PayBy asked sooner: that has to be in the row before it is driven.
  let { view } = await waitForNews(ctx, found, { waitMs: 0, seen: undefined, signal })
  if (view.isFinal) return view
  await Promise.race([driven(ctx, found), elapsed(signal)])
  for (;;) {
    view = await viewPayment(ctx, (await orders.find(found.merchantOrderNo)) ?? found)
    const leftMs = until - clock().getTime()
    if (leftMs <= 0 || PAGE[view.status] !== "waiting" || isFreshlyUnpaid(view, arrivedAt)) {
      return view
    }
    await waitForNews(ctx, view.order, { waitMs: leftMs, seen: view.version, signal })
  }
}

/** PayBy was asked since the shopper is here, and has no money: the storefront's page says so at once. */
function isFreshlyUnpaid({ status, order }: PaymentView, since: Date): boolean {
  return status === "waiting" && order.lookedAt !== null && order.lookedAt >= since
}

async function driven(ctx: Context, { merchantOrderNo: no }: PayByOrder): Promise<void> {
  try {
    await drive(ctx, no)
  } catch (error) {
    // The row stays due, and the job tries again.
    const reason = error instanceof Error ? error.message : "unknown error"
    ctx.payby.logger.warn(
      `PayBy order ${no}: what its returning shopper waits for failed: ${reason}`,
    )
  }
}

function elapsed(signal: AbortSignal): Promise<void> {
  return new Promise((done) => signal.addEventListener("abort", () => done(), { once: true }))
}

function asksForCountry(pages: StorefrontPages): boolean {
  return [pages.success, pages.waiting, pages.retry].some((one) => one.includes("{country_code}"))
}

const cartShape = z.object({
  shipping_address: z.object({ country_code: z.string().nullish() }).nullish(),
  region: z.object({ countries: z.array(z.object({ iso_2: z.string() })).nullish() }).nullish(),
})

/** Where it is sent, or else the first country of the cart's region: storefronts have it in their paths. */
async function countryOf(ctx: Context, cartId: string | null): Promise<string | null> {
  if (cartId === null) return null
  const query = ctx.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: ["shipping_address.country_code", "region.countries.iso_2"],
    filters: { id: cartId },
  })
  const cart = cartShape.optional().parse(data[0])
  return cart?.shipping_address?.country_code ?? cart?.region?.countries?.[0]?.iso_2 ?? null
}

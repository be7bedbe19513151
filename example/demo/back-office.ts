import { z } from "@medusajs/framework/zod"

const token = z.object({ token: z.string() })
const amount = z.object({ amount: z.number() })
const orders = z.object({
  orders: z.array(
    z.object({
      id: z.string(),
      display_id: z.number(),
      status: z.string(),
      payment_status: z.string(),
      total: z.number(),
      currency_code: z.string(),
      created_at: z.coerce.date(),
      payment_collections: z.array(
        z.object({
          id: z.string(),
          payments: z
            .array(
              z.object({
                id: z.string(),
                amount: z.number(),
                captured_at: z.coerce.date().nullish(),
                captures: z.array(amount).nullish(),
              }),
            )
            .nullish(),
        }),
      ),
    }),
  ),
})

/** An order as staff see it, with its payments and what was captured of them. */
export type AdminOrder = z.infer<typeof orders>["orders"][number]

const FIELDS = [
  "id,display_id,status,payment_status,total,currency_code,created_at",
  "*payment_collections,*payment_collections.payments,*payment_collections.payments.captures",
].join(",")

/** What staff can look up, over the Admin API. */
export interface BackOffice {
  /** The orders that were paid through this collection: none, one, or one too many. */
  ordersOf(collectionId: string): Promise<AdminOrder[]>
}

/** Signs in as a member of staff. */
export async function backOffice(
  store: string,
  admin: { email: string; password: string },
): Promise<BackOffice> {
  const signedIn = await fetch(`${store}/auth/user/emailpass`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(admin),
  })
  const bearer = token.parse(await signedIn.json()).token
  return {
    async ordersOf(collectionId) {
      const response = await fetch(
        `${store}/admin/orders?limit=20&order=-created_at&fields=${FIELDS}`,
        { headers: { Authorization: `Bearer ${bearer}` } },
      )
      const found = orders.parse(await response.json()).orders
      return found.filter((order) =>
        order.payment_collections.some((collection) => collection.id === collectionId),
      )
    },
  }
}

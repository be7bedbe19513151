import type { IPaymentModuleService, MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** One order as Medusa's books have it; amounts in dirhams. */
export interface BookedOrder {
  id: string
  status: string
  total: number
  /** The sum of the order's transactions: what Medusa believes it has taken and kept. */
  transacted: number
}

/** One Payment as Medusa's books have it. */
export interface BookedPayment {
  id: string
  amount: number
  captures: number[]
  refunds: number[]
  cancelled: boolean
}

export type MedusaBooks = ReturnType<typeof medusaBooks>

/** Medusa's side of the books, read through its own modules. */
export function medusaBooks(payments: IPaymentModuleService, container: MedusaContainer) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  return {
    /** All orders that were made of a cart: there should be one at most. */
    async ordersOf(cartId: string): Promise<BookedOrder[]> {
      const { data: links } = await query.graph({
        entity: "order_cart",
        fields: ["order_id"],
        filters: { cart_id: cartId },
      })
      if (links.length === 0) return []
      const { data: orders } = await query.graph({
        entity: "order",
        fields: ["id", "status", "total", "transactions.amount"],
        filters: { id: links.map((link) => link.order_id) },
      })
      return orders.map((order) => ({
        id: order.id,
        status: String(order.status),
        total: Number(order.total),
        transacted: sum(transactionsOf(order).map((one) => Number(one.amount))),
      }))
    },
    async paymentsOf(collectionId: string): Promise<BookedPayment[]> {
      const collection = await payments.retrievePaymentCollection(collectionId, {
        relations: ["payments", "payments.captures", "payments.refunds"],
      })
      return (collection.payments ?? []).map((payment) => ({
        id: payment.id,
        amount: Number(payment.amount),
        captures: (payment.captures ?? []).map((capture) => Number(capture.amount)),
        refunds: (payment.refunds ?? []).map((refund) => Number(refund.amount)),
        cancelled: Boolean(payment.canceled_at),
      }))
    },
    async sessionsOf(collectionId: string) {
      return payments.listPaymentSessions({ payment_collection_id: collectionId })
    },
  }
}

const transactions = z.object({ transactions: z.array(z.object({ amount: z.unknown() })) })

function transactionsOf(order: unknown) {
  return transactions.parse(order).transactions
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}

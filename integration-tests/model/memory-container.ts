import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { CART, COLLECTION } from "./memory-medusa"
import type { Turn } from "./stage"
import { standingFor } from "./standing-for"
import type { MemoryCore } from "./memory-core"
import type { MemoryMedusa, Order, RefundInput } from "./memory-medusa"

/** Under which the container of a process holds its core, for the workflows that stand in for Medusa's. */
export const CORE = "core in memory"

type Filters = Record<string, unknown>

/** What a process resolves: the ledger's module, Medusa's payment module, queries, the workflow engine. */
export function memoryContainer(
  db: MemoryMedusa,
  core: MemoryCore,
  turn: Turn,
  payby: () => unknown,
): MedusaContainer {
  const registered: Record<string, () => unknown> = {
    payby,
    [CORE]: () => core,
    [Modules.PAYMENT]: () => paymentModule(db, core, turn),
    [Modules.ORDER]: () => orderModule(db, turn),
    [Modules.CART]: () => ({
      updateCarts: async () => {
        await turn("the cart is completed")
        db.isCompleted = true
      },
    }),
    [ContainerRegistrationKeys.LINK]: () => ({
      create: (link: Record<string, Filters>) => {
        const orderId = String(link[Modules.ORDER]?.["order_id"])
        return Modules.CART in link ? core.linkToCart(orderId) : core.linkToCollection(orderId)
      },
      /** Links go with their order here. */
      dismiss: async () => undefined,
    }),
    [Modules.WORKFLOW_ENGINE]: () => ({ run: () => core.completeCart() }),
    [ContainerRegistrationKeys.QUERY]: () => ({
      graph: async ({ entity, filters }: { entity: string; filters: Filters }) => {
        await turn(`query ${entity}`)
        return { data: rowsOf(db, entity).filter((row) => fits(row, filters)) }
      },
    }),
  }
  const resolve = (key: string, options: { allowUnregistered?: boolean } = {}) => {
    const found = registered[key]
    if (found === undefined && options.allowUnregistered) return undefined
    if (found === undefined) throw new Error(`the container has no ${key}`)
    return found()
  }
  return standingFor<MedusaContainer>({ resolve })
}

function orderModule(db: MemoryMedusa, turn: Turn) {
  return {
    addOrderTransactions: async (told: {
      order_id: string
      reference_id: string
      amount: unknown
    }) => {
      await turn(`tell ${told.order_id} of a refund`)
      const order = db.orders.find(({ id }) => id === told.order_id)
      const { reference_id, amount } = told
      order?.transactions.push({ reference: "refund", reference_id, amount: Number(amount) })
    },
  }
}

function paymentModule(db: MemoryMedusa, core: MemoryCore, turn: Turn) {
  return {
    retrievePaymentSession: async (id: string) => {
      await turn(`read ${id}`)
      const session = db.sessions.find((one) => one.id === id)
      if (session === undefined) throw new Error(`PaymentSession ${id} was not found`)
      return { ...session, currency_code: "aed" }
    },
    listRefunds: async (filters: Filters) => {
      await turn("list refunds")
      return rowsOf(db, "refund").filter((row) => fits(row, filters))
    },
    updatePaymentSession: (change: { id: string; status: string; data: Filters }) =>
      core.updateSession(change.id, change.status, change.data),
    refundPayment: (input: RefundInput) => core.refundPayment(input),
    authorizePaymentSession: (id: string) => core.authorizeSession(id),
    updatePayment: ({ id }: { id: string }) => core.revivePayment(id),
    updatePaymentCollections: (_id: string, { amount }: { amount: string }) =>
      core.changeCollection(Number(amount)),
  }
}

/** What the provider's own container holds of the payment module. */
export function providerCradle(db: MemoryMedusa, core: MemoryCore, turn: Turn) {
  const list = (entity: string) => async (filters: Filters) => {
    await turn(`list ${entity}`)
    return rowsOf(db, entity).filter((row) => fits(row, filters))
  }
  return {
    paymentSessionService: { list: list("payment_session") },
    paymentService: { list: list("payment") },
    captureService: { list: list("capture") },
    refundService: {
      list: list("refund"),
      delete: async (id: string) => {
        await turn(`delete ${id}`)
        core.deleteRefund(id)
      },
    },
  }
}

/** Entities as queries show them, with all their relations. */
function rowsOf(db: MemoryMedusa, entity: string): Filters[] {
  switch (entity) {
    case "payment_collection":
      return [
        {
          id: COLLECTION,
          amount: db.amount,
          payment_sessions: db.sessions.map(withRaw),
          payments: rowsOf(db, "payment"),
        },
      ]
    case "payment_session":
      return db.sessions.map((session) => ({
        ...withRaw(session),
        payment_collection_id: COLLECTION,
        currency_code: "aed",
      }))
    case "payment":
      return db.payments.map((payment) => ({
        ...withRaw(payment),
        payment_collection_id: COLLECTION,
        captures: payment.captures.map(withRaw),
        refunds: payment.refunds.map(withRaw),
      }))
    case "capture":
    case "refund": {
      const parts = entity === "refund" ? "refunds" : "captures"
      return db.payments.flatMap((payment) =>
        payment[parts].map((part) => ({ ...withRaw(part), payment_id: payment.id, payment })),
      )
    }
    case "cart_payment_collection":
      return [{ cart_id: CART, payment_collection_id: COLLECTION }]
    case "cart":
      return [{ id: CART, completed_at: db.isCompleted ? new Date() : null }]
    case "order_payment_collection":
      return db.orders
        .filter(({ ofCollection }) => ofCollection)
        .map(({ id }) => ({ order_id: id, payment_collection_id: COLLECTION }))
    case "order_cart":
      return db.orders
        .filter(({ ofCart }) => ofCart)
        .map(({ id }) => ({ order_id: id, cart_id: CART }))
    case "order":
      return db.orders.map((order) => ({
        ...order,
        currency_code: "aed",
        summary: { pending_difference: owed(order) },
        canceled_at: order.status === "canceled" ? new Date() : null,
        transactions: order.transactions.map((one) => ({ ...one })),
      }))
    default:
      throw new Error(`queries about ${entity} are not modelled`)
  }
}

/** Refunds are taken for agreed on, so that nothing is owed anew. */
function owed({ total, transactions }: Order): number {
  return transactions.some(({ reference }) => reference === "capture") ? 0 : total
}

function withRaw<T extends { amount: number }>(thing: T) {
  return { ...thing, raw_amount: { value: String(thing.amount), precision: 20 } }
}

function fits(row: Filters, filters: Filters): boolean {
  return Object.entries(filters).every(([name, wanted]) => {
    if (Array.isArray(wanted)) return wanted.includes(row[name])
    return isPeriod(wanted) ? isWithin(row[name], wanted) : row[name] === wanted
  })
}

interface Period {
  $gte: string
  $lt: string
}

function isPeriod(wanted: unknown): wanted is Period {
  return typeof wanted === "object" && wanted !== null && "$gte" in wanted && "$lt" in wanted
}

function isWithin(at: unknown, { $gte, $lt }: Period): boolean {
  return at instanceof Date && at >= new Date($gte) && at < new Date($lt)
}

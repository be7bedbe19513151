import { z } from "@medusajs/framework/zod"
import { add, aed, fils } from "../../gateway"
import type { Money } from "../../gateway"
import { decimalOf, hasMoney } from "../../settlement"

/** A payment session as the database has it, whatever its `data` says. */
export interface SessionFacts {
  readonly id: string
  readonly collectionId: string
  readonly providerId: string
  readonly currencyCode: string
  readonly amount: Money
}

/** A service of the payment module's own container. */
interface ListService {
  list(filters: Record<string, unknown>, config?: Record<string, unknown>): Promise<unknown[]>
}

const sessionShape = z.object({
  id: z.string(),
  payment_collection_id: z.string(),
  provider_id: z.string(),
  currency_code: z.string(),
  raw_amount: z.unknown(),
})

/** Medusa's own services give a relation as a collection of their ORM's, which is no array. */
const parts = z.preprocess(listed, z.array(z.object({ id: z.string(), raw_amount: z.unknown() })))

const paymentShape = z.object({
  payment_session_id: z.string().nullish(),
  canceled_at: z.unknown(),
  captures: parts.nullish(),
  refunds: parts.nullish(),
})

/** Reads the payment module's own rows, which no storefront can write. */
export class Sessions {
  constructor(
    private readonly sessions: ListService,
    private readonly payments: ListService,
  ) {}

  async find(id: string): Promise<SessionFacts | null> {
    const [row] = await this.sessions.list(
      { id },
      {
        select: [
          "id",
          "payment_collection_id",
          "provider_id",
          "currency_code",
          "raw_amount",
          "amount",
        ],
      },
    )
    if (row === undefined) return null
    const session = sessionShape.parse(row)
    return {
      id: session.id,
      collectionId: session.payment_collection_id,
      providerId: session.provider_id,
      currencyCode: session.currency_code,
      amount: aed(decimalOf(session.raw_amount)),
    }
  }

  /** Whether nothing of a session is left: no row and no Payment. The core deletes rows for good. */
  async isGone(id: string): Promise<boolean> {
    const [sessions, payments] = await Promise.all([
      this.sessions.list({ id }, { select: ["id"] }),
      this.payments.list({ payment_session_id: id }, { select: ["id"] }),
    ])
    return sessions.length === 0 && payments.length === 0
  }

  /** Whether another session's Payment of the same collection holds or will hold money. */
  async isPaidOtherwise({ id, collectionId }: SessionFacts): Promise<boolean> {
    const rows = await this.payments.list(
      { payment_collection_id: collectionId },
      { relations: ["captures", "refunds"] },
    )
    return z
      .array(paymentShape)
      .parse(rows)
      .filter((payment) => payment.payment_session_id !== id)
      .some(({ canceled_at, captures, refunds }) =>
        hasMoney({
          cancelled: canceled_at !== null && canceled_at !== undefined,
          captureIds: (captures ?? []).map((capture) => capture.id),
          captured: total(captures),
          refunded: total(refunds),
        }),
      )
  }
}

function listed(relation: unknown): unknown {
  const isIterable =
    typeof relation === "object" && relation !== null && Symbol.iterator in relation
  return isIterable ? Array.from(Object(relation)) : relation
}

function total(of: z.infer<typeof parts> | null | undefined): Money {
  return (of ?? []).reduce((sum, part) => add(sum, aed(decimalOf(part.raw_amount))), fils(0))
}

import { MathBN } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { TERMS_LIMITS } from "../../gateway"
import type { RefundOrderNo } from "../../gateway"
import { decimalOf, recordedRefund } from "../../settlement"
import { clipped } from "./clipped"

/** What Medusa knows about a refund that it asks for. */
export interface RefundFacts {
  /** Medusa's refund row; it is committed before the provider is called. */
  readonly id: string
  /** The refund of ours that this row only records; null: the row asks for a new one. */
  readonly records: RefundOrderNo | null
  /** With it Medusa's books show nothing of the payment as kept any more. */
  readonly closesPayment: boolean
  readonly reason: string | undefined
  /** Whoever asked, as the host identifies them. */
  readonly createdBy: string | undefined
}

/** A service of the payment module's own container. */
interface RowService {
  list(filters: Record<string, unknown>, config?: Record<string, unknown>): Promise<unknown[]>
  delete(id: string): Promise<unknown>
}

const rowShape = z.object({
  id: z.string(),
  payment_id: z.string(),
  note: z.string().nullish(),
  created_by: z.string().nullish(),
  refund_reason: z.object({ label: z.string() }).nullish(),
})

const amounts = z.array(z.object({ raw_amount: z.unknown() }))

/** Smaller than half a fils is nothing. */
const NOTHING = 0.005

/** Reads the payment module's own rows about refunds: the core passes neither reason nor operator. */
export class MedusaRefunds {
  constructor(
    private readonly refunds: RowService,
    private readonly captures: Pick<RowService, "list">,
  ) {}

  /** What stands in the row that the core wrote for this refund; null when there is none. */
  async find(id: string): Promise<RefundFacts | null> {
    const [found] = await this.refunds.list({ id }, { relations: ["refund_reason"] })
    if (found === undefined) return null
    const row = rowShape.parse(found)
    const words = row.refund_reason?.label ?? row.note ?? undefined
    return {
      id: row.id,
      records: recordedRefund(row),
      closesPayment: await this.isClosed(row.payment_id),
      reason: clipped(words, TERMS_LIMITS.refundReason),
      createdBy: row.created_by ?? undefined,
    }
  }

  /** Those of the rows that do not exist any more. */
  async gone(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set()
    const rows = await this.refunds.list({ id: ids }, { select: ["id"] })
    const found = new Set(
      z
        .array(z.object({ id: z.string() }))
        .parse(rows)
        .map(({ id }) => id),
    )
    return new Set(ids.filter((id) => !found.has(id)))
  }

  /** What the core does itself when a provider throws, for a request that did not live to see it. */
  async remove(id: string): Promise<void> {
    await this.refunds.delete(id)
  }

  private async isClosed(paymentId: string): Promise<boolean> {
    const [captured, refunded] = await Promise.all([
      this.captures.list({ payment_id: paymentId }).then(total),
      this.refunds.list({ payment_id: paymentId }).then(total),
    ])
    return MathBN.lt(MathBN.sub(captured, refunded), NOTHING)
  }
}

function total(rows: unknown[]) {
  return MathBN.sum(0, ...amounts.parse(rows).map((row) => decimalOf(row.raw_amount)))
}

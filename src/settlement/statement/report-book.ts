import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { FINDINGS } from "../../modules/payby/statement/finding"
import type { Finding } from "../../modules/payby/statement/finding"
import type { Context } from "../context"

/** How many findings are written at a time. */
const PAGE = 200

const linksShape = z.array(z.object({ order_id: z.string(), payment_collection_id: z.string() }))

/** Takes down what a check finds, a page at a time, and counts it. */
export class ReportBook {
  #page: Finding[] = []
  #written = 0
  #differences = 0

  constructor(
    private readonly ctx: Context,
    private readonly checkId: string,
  ) {}

  get differences(): number {
    return this.#differences
  }

  get notes(): number {
    return this.#written + this.#page.length - this.#differences
  }

  async take(findings: readonly Finding[]): Promise<void> {
    for (const finding of findings) {
      this.#page.push(finding)
      if (FINDINGS[finding.kind].isDifference) this.#differences += 1
      if (this.#page.length >= PAGE) await this.write()
    }
  }

  /** Writes what is left of the last page. */
  async write(): Promise<void> {
    const page = await withOrders(this.ctx, this.#page)
    const { statementChecks, clock } = this.ctx.payby
    await statementChecks.addFindings(this.checkId, this.#written + 1, page, clock())
    this.#written += page.length
    this.#page = []
  }
}

/** Says which of Medusa's orders each finding is about, where there is one. */
async function withOrders(ctx: Context, findings: readonly Finding[]): Promise<Finding[]> {
  const ids = [...new Set(findings.flatMap((finding) => finding.collectionId ?? []))]
  if (ids.length === 0) return [...findings]
  const query = ctx.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order_payment_collection",
    fields: ["order_id", "payment_collection_id"],
    filters: { payment_collection_id: ids },
  })
  const orders = new Map(
    linksShape.parse(data).map((link) => [link.payment_collection_id, link.order_id]),
  )
  return findings.map((finding) => ({
    ...finding,
    orderId: orders.get(finding.collectionId ?? "") ?? null,
  }))
}

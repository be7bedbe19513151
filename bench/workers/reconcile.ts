import { logger } from "@medusajs/framework/logger"
import { ModulesSdkUtils } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { standingFor } from "../../integration-tests/model/standing-for"
import { PayByModuleService } from "../../src/modules/payby/service"
import { atOnce } from "../../src/modules/payby/work-in-hand"
import type { Context } from "../../src/settlement"
import { reconcile } from "../../src/settlement/reconcile"

/**
 * A process that does nothing but the job's work on a ledger, without a store around it: rows that wait to
 * be closed need nothing of Medusa's. A message is a number: one run of the job with so many rows at a
 * time. It answers when that run began, by the clock that also writes into the rows, and what it used.
 */

const { BENCH_DATABASE_URL, BENCH_PAYBY } = process.env
const payby = z
  .object({
    baseUrl: z.string(),
    partnerId: z.string(),
    merchantPrivateKey: z.string(),
    paybyPublicKey: z.string(),
  })
  .parse(JSON.parse(BENCH_PAYBY ?? "{}"))
const pg = ModulesSdkUtils.createPgConnection({ clientUrl: BENCH_DATABASE_URL })

/** A Medusa in which nothing was ever refunded. */
const medusa = {
  payments: { listRefunds: async () => [] },
  container: { resolve: () => ({ graph: async () => ({ data: [] }) }) },
}

async function run(concurrency: number): Promise<{ began: number; processorMs: number }> {
  const service = new PayByModuleService(
    { __pg_connection__: pg, logger },
    {
      baseUrl: payby.baseUrl,
      partnerId: payby.partnerId,
      privateKey: payby.merchantPrivateKey,
      paybyPublicKeys: [payby.paybyPublicKey],
      notifyUrl: "http://127.0.0.1/hooks/payby",
      returnUrl: "http://127.0.0.1/return",
      policy: { preset: "default", job: { concurrency, budgetMs: 600_000, leaseMs: 30_000 } },
    },
  )
  const began = Date.now()
  const before = process.cpuUsage()
  await reconcile(standingFor<Context>({ payby: service, ...medusa, inTurn: atOnce }))
  const used = process.cpuUsage(before)
  service.gateway.close()
  return { began, processorMs: (used.user + used.system) / 1_000 }
}

process.on("message", (concurrency: number) => {
  run(concurrency).then(
    (ran) => process.send?.(ran),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
      process.exit(1)
    },
  )
})
process.once("disconnect", () => process.exit(0))
process.send?.({ ready: true })

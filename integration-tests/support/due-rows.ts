import { createClient } from "@medusajs/framework/utils"
import {
  aed,
  createPayByClient,
  mintMerchantOrderNo,
  orderTerms,
  parsePrivateKey,
  parsePublicKey,
  toWire,
} from "../../src/gateway"
import type { Simulator } from "../../src/simulator"

const AT_ONCE = 20
const AMOUNT = aed("10")

/**
 * Places so many orders at PayBy and writes their rows into a store's ledger, each of a collection of
 * its own, wanting to be closed. They become due all at the same moment, when `release` is called.
 */
export async function prepareDueRows(
  simulator: Simulator,
  databaseUrl: string,
  count: number,
): Promise<{ numbers: string[]; release(): Promise<void>; unfinished(): Promise<number> }> {
  const numbers = await placeOrders(simulator, count)
  const insert = `
    INSERT INTO payby_order (id, merchant_order_no, partner_id, provider_id, payment_collection_id,
      amount, raw_amount, currency_code, scene, terms, placed_at, link_handed_out_at, status,
      intent, intent_at, intent_reason, expires_at)
    SELECT 'pborder_' || no, no, $2, 'pp_payby_payby', 'pay_col_' || no,
      10, '{"value":"10.00","precision":20}', 'AED', 'PAYPAGE', '{}', now(), now(), 'CREATED',
      'close', now(), 'abandoned', now() + interval '1 hour'
    FROM unnest($1::text[]) AS no`
  await query(databaseUrl, insert, [numbers, simulator.partnerId])
  return {
    numbers,
    release: async () => {
      const due = "UPDATE payby_order SET next_look_at = now() WHERE merchant_order_no = ANY($1)"
      await query(databaseUrl, due, [numbers])
    },
    unfinished: async () => {
      const left =
        "SELECT count(*)::int AS n FROM payby_order WHERE merchant_order_no = ANY($1) AND finished_at IS NULL"
      const [row] = await query(databaseUrl, left, [numbers])
      return Number(row?.["n"])
    },
  }
}

async function placeOrders(simulator: Simulator, count: number): Promise<string[]> {
  const client = createPayByClient({
    baseUrl: simulator.baseUrl,
    partnerId: simulator.partnerId,
    privateKey: parsePrivateKey(String(simulator.merchantPrivateKey)),
    paybyPublicKeys: [parsePublicKey(simulator.paybyPublicKey)],
    clock: () => new Date(),
    deadlineMs: 120_000,
  })
  const numbers: string[] = []
  const place = async () => {
    while (numbers.length < count) {
      const merchantOrderNo = mintMerchantOrderNo(new Date())
      numbers.push(merchantOrderNo)
      const placed = await client.placeOrder(
        orderTerms({
          merchantOrderNo,
          subject: "Due row",
          totalAmount: toWire(AMOUNT),
          expiredTime: Date.now() + 3_600_000,
          paySceneCode: "DYNQR",
        }),
      )
      if (!placed.ok) throw new Error(`PayBy did not take an order: ${placed.fault.kind}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, place))
  client.close()
  return numbers
}

async function query(
  databaseUrl: string,
  sql: string,
  values: unknown[],
): Promise<Record<string, unknown>[]> {
  const client = createClient({ connectionString: databaseUrl })
  await client.connect()
  try {
    return (await client.query(sql, values)).rows
  } finally {
    await client.end()
  }
}

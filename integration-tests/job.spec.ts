import { generateKeyPairSync } from "node:crypto"
import type { IPaymentModuleService, Logger, MedusaContainer } from "@medusajs/framework/types"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { OrderLedger } from "../src/modules/payby/ledger/orders"
import type { PayByOrder } from "../src/modules/payby/ledger/order"
import { POLICIES } from "../src/modules/payby/policy"
import { PayByModuleService } from "../src/modules/payby/service"
import { atOnce, LET_GO_AFTER_MS, ROWS_PER_PLACE } from "../src/modules/payby/work-in-hand"
import type { InTurn } from "../src/modules/payby/work-in-hand"
import { receiveNotification, reconcile, wakeUp } from "../src/settlement"
import type { Context } from "../src/settlement"
import { driveLeased } from "../src/settlement/drive"
import { found, NOW, told } from "./ledger/an-order"
import { standingFor } from "./model/standing-for"
import { notificationBody, signedWith } from "./support/forge"
import { ledgerDatabase } from "./support/ledger-database"
import type { LedgerDatabase } from "./support/ledger-database"

const nothing = () => undefined
const SILENT = standingFor<Logger>({ error: nothing, warn: nothing, info: nothing, debug: nothing })

/** The store's and PayBy's in one. */
const keys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
})

// One run of the job, with the ledger on PostgreSQL, a PayBy that nobody reaches, and no store around it.
let database: LedgerDatabase | undefined
let ctx: Context

beforeAll(async () => {
  database = await ledgerDatabase()
  const { pg } = database
  ctx = {
    payby: new PayByModuleService({ __pg_connection__: pg, logger: SILENT }, options()),
    payments: standingFor<IPaymentModuleService>({ listRefunds: async () => [] }),
    container: standingFor<MedusaContainer>({}),
    inTurn: atOnce,
  }
})

afterAll(async () => {
  await database?.remove()
})

function pg(): Knex {
  if (database === undefined) throw new Error("there is no database before the first test")
  return database.pg
}

/** Due now: it is to be cancelled at PayBy. */
async function toBeClosed(): Promise<PayByOrder> {
  const order = await told(pg(), "CREATED")
  await new OrderLedger(pg()).intend(order.merchantOrderNo, "close", "expired", NOW)
  return found(pg(), order.merchantOrderNo)
}

describe("a run of the job", () => {
  it("goes on when one order's work fails, and that order comes again later", async () => {
    const broken = await toBeClosed()
    const others = [await toBeClosed(), await toBeClosed(), await toBeClosed()]
    const { correspondence } = ctx.payby
    const cancel = correspondence.cancel.bind(correspondence)
    const failing = jest.spyOn(correspondence, "cancel").mockImplementation((order) => {
      const fails = order.merchantOrderNo === broken.merchantOrderNo
      return fails ? Promise.reject(new Error("nobody foresaw this")) : cancel(order)
    })
    await expect(reconcile(ctx)).resolves.toBeUndefined()
    failing.mockRestore()
    for (const { merchantOrderNo } of others) {
      expect((await found(pg(), merchantOrderNo)).lookedAt).not.toBeNull()
    }
    const { nextLookAt } = await found(pg(), broken.merchantOrderNo)
    expect(nextLookAt?.getTime()).toBeGreaterThan(Number(broken.nextLookAt))
  })

  it("does nothing at PayBy for a row whose turn came so late that it is another worker's", async () => {
    const order = await toBeClosed()
    const { payby } = ctx
    const terms = { owner: "job:late", at: payby.clock(), ms: 30_000 }
    const lease = await payby.leases.take(order.merchantOrderNo, terms)
    if (lease === null) throw new Error("nobody else has it")
    const calls: string[] = []
    const stop = payby.onCall(({ call }) => calls.push(call))
    const now = payby.clock().getTime()
    const clock = jest.spyOn(payby, "clock").mockReturnValue(new Date(now))
    const inTurn: InTurn = (work) => {
      clock.mockReturnValue(new Date(now + LET_GO_AFTER_MS))
      return work()
    }
    await expect(driveLeased({ ...ctx, inTurn }, lease)).rejects.toThrow(/held for too long/)
    clock.mockRestore()
    stop()
    expect(calls).toEqual([])
    expect((await found(pg(), order.merchantOrderNo)).status).toBe("CREATED")
  })

  it("works off what a flood of notifications left to it", async () => {
    const { merchantOrderNo } = await told(pg(), "CREATED")
    const { correspondence, settings, woken } = ctx.payby
    const room = settings.policy.job.concurrency * ROWS_PER_PLACE
    let goOn: () => void = nothing
    const held = new Promise<void>((done) => (goOn = done))
    const hear = correspondence.hear.bind(correspondence)
    const slow = jest.spyOn(correspondence, "hear").mockImplementation(async (...word) => {
      await held
      return hear(...word)
    })
    for (let flood = 0; flood < room + 3; flood += 1) {
      const body = notificationBody({ merchantOrderNo, status: "CREATED", amount: "141.75" })
      const bytes = Buffer.from(body.replace("202004170007499051", String(flood)))
      await receiveNotification(ctx, bytes, signedWith(keys.privateKey, bytes))
    }
    const ids: string[] = await pg()("payby_notification").pluck("id")
    const waking = ids.map((id) => wakeUp(ctx, id))
    expect(woken.room).toBe(0)
    await Promise.all(waking.slice(room))
    goOn()
    await Promise.all(waking)
    slow.mockRestore()
    const open = () => pg()("payby_notification").whereNull("processed_at").pluck("id")
    expect(await open()).toHaveLength(3)
    await reconcile(ctx)
    expect(await open()).toEqual([])
  })

  it("begins nothing once the store shuts down", async () => {
    const order = await toBeClosed()
    await ctx.payby.closing.begin()
    await reconcile(ctx)
    expect(await found(pg(), order.merchantOrderNo)).toEqual(order)
  })
})

function options() {
  return {
    // Where nobody listens: every call ends at once, in vain.
    baseUrl: "http://127.0.0.1:1/sgs/api",
    partnerId: "200000000001",
    privateKey: keys.privateKey,
    paybyPublicKeys: [keys.publicKey],
    notifyUrl: "http://127.0.0.1:1/hooks/payby",
    returnUrl: "http://127.0.0.1:1/return",
    // A run begins nothing after its budget, and these are about what it begins.
    policy: { preset: "default" as const, job: { ...POLICIES.default.job, budgetMs: 300_000 } },
  }
}

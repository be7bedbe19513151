import { generateKeyPairSync } from "node:crypto"
import type { IEventBusModuleService, Logger } from "@medusajs/framework/types"
import type { MerchantOrderNo } from "../../src/gateway"
import { PAYBY_EVENTS } from "../../src/modules/payby/events"
import { orderOf } from "../../src/modules/payby/ledger/order"
import type { OrderRow, PayByOrder } from "../../src/modules/payby/ledger/order"
import { PayByModuleService } from "../../src/modules/payby/service"
import { PayByPaymentProvider } from "../../src/providers/payby/service"
import {
  contextOf,
  orderCancelled,
  receiveNotification,
  reconcile,
  wakeUp,
} from "../../src/settlement"
import type { Context } from "../../src/settlement"
import { run } from "./framework"
import { lend } from "./gateway-client"
import { SIGNED } from "./gateway-signature"
import { memoryContainer, providerCradle } from "./memory-container"
import { MemoryCore } from "./memory-core"
import { COLLECTION, MemoryMedusa, OURS } from "./memory-medusa"
import { JOB_EVERY_MS, MemoryJob } from "./memory-job"
import { MemoryNetwork } from "./memory-network"
import { MemoryPayBy } from "./memory-payby"
import { MemoryPg } from "./memory-pg"
import { MemoryPost } from "./memory-post"
import { Process, Stage } from "./stage"
import type { Choose, Turn } from "./stage"
import { standingFor } from "./standing-for"

const EXPIRES_IN_MINUTES = 10
const DEADLINE_MS = 8_000
/** How long a shopper's request waits for its turn. */
const PATIENCE_MS = 30_000
/** Within this the job compares Medusa's refunds with the ledger's, and looks at settled orders once more. */
const COMPARED_AFTER_MS = 12 * 60_000

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
})

const OPTIONS = {
  baseUrl: "http://127.0.0.1:1/sgs/api",
  partnerId: "200000000001",
  privateKey,
  paybyPublicKeys: [publicKey],
  notifyUrl: "http://127.0.0.1:1/hooks/payby",
  returnUrl: "http://127.0.0.1:1/return",
  expiresInMinutes: EXPIRES_IN_MINUTES,
  deadlineMs: DEADLINE_MS,
  policy: { job: { budgetMs: 10_000, concurrency: 1, leaseMs: 30_000 } },
}

/** What staff are told when a refund certainly does not happen, or not a second time. */
const SAYS_NO =
  /no money has moved|can still be refunded|refund more than|being given back already|was not given back|nothing was sent|ask again\.|still undecided/

/** The store as one process runs it. */
interface Store {
  readonly process: Process
  readonly ctx: Context
  readonly core: MemoryCore
  readonly job: MemoryJob
}

/**
 * One cart, and everybody around it, in memory: Medusa, PayBy, the network, the database, and the
 * plugin's own code, unchanged. Only what is outside the plugin is played.
 */
export class World {
  readonly pg = new MemoryPg()
  readonly medusa = new MemoryMedusa()
  readonly payby = new MemoryPayBy()
  readonly network = new MemoryNetwork(this.payby, DEADLINE_MS)
  readonly post = new MemoryPost((bytes) => this.#receive(bytes))
  readonly stage: Stage
  /** Orders whose pay link a shopper has, in the order of handing out. */
  readonly links: MerchantOrderNo[] = []
  /** What was found broken while it happened. */
  readonly broken: string[] = []
  /** What staff have asked to give back and were not told no about, dirhams. */
  refundsAskedFor = 0
  #store: Store | null = null

  constructor(choose: Choose, keepsDiary: boolean) {
    this.stage = new Stage(choose, keepsDiary)
    this.payby.tell = (body) => this.post.send(body)
    this.payby.opened = (order) => this.#opened(order.no)
    this.payby.protest = (complaint) => this.broken.push(complaint)
    this.boot()
  }

  /** The store starts (again) on what the database holds. */
  boot(): void {
    if (this.#store !== null) return
    const process = new Process()
    const turn: Turn = (what) => this.stage.turn(process, what)
    lend(this.network.client(turn))
    const begin = (work: () => Promise<unknown>) => this.stage.begin(process, work)
    const module = new PayByModuleService(
      {
        __pg_connection__: this.pg.connection(turn),
        logger: SILENT,
        event_bus: standingFor<IEventBusModuleService>({
          emit: (event: Emitted) => this.#emitted(event, begin),
        }),
      },
      OPTIONS,
    )
    this.#watchAbandoning(module)
    const core: MemoryCore = new MemoryCore(
      this.medusa,
      turn,
      () => provider,
      (orderId) => begin(() => orderCancelled(this.store.ctx, orderId)),
    )
    const provider = new PayByPaymentProvider(providerCradle(this.medusa, core, turn))
    const container = memoryContainer(this.medusa, core, turn, () => module)
    run(container)
    const ctx = contextOf(container)
    const job = new MemoryJob(this.pg.tables, () => begin(() => job.run(() => reconcile(ctx))))
    this.#store = { process, core, ctx, job }
  }

  /** Nobody closes an order as abandoned while a session of its cart shows its link. */
  #watchAbandoning(module: PayByModuleService): void {
    const { orders } = module
    const intend = orders.intend.bind(orders)
    orders.intend = async (no, intent, reason, ...rest) => {
      const done = await intend(no, intent, reason, ...rest)
      if (!done || reason !== "abandoned") return done
      const shown = this.medusa.sessions.find(
        ({ status, data }) => status === "pending" && data["merchant_order_no"] === no,
      )
      if (shown !== undefined) this.broken.push(`${no} is abandoned although ${shown.id} shows it`)
      return done
    }
  }

  /** Ends the store between two steps; it comes back after a while. */
  async crash(downMs: number): Promise<void> {
    const store = this.#store
    if (store === null) return
    this.stage.kill(store.process)
    this.#store = null
    store.job.stop()
    await this.pass(downMs)
    this.boot()
  }

  get store(): Store {
    if (this.#store === null) throw new Error("the store is down")
    return this.#store
  }

  /** Somebody does something at the store, and whatever is answered is the store's business. */
  request(work: (core: MemoryCore) => Promise<unknown>): void {
    const store = this.#store
    if (store === null) return
    this.stage.begin(store.process, () => work(store.core).catch(() => undefined))
  }

  /** A shopper's request that a route lets through one at a time, once PayBy has to do with the cart. */
  inTurn(work: (core: MemoryCore) => Promise<unknown>): void {
    const { payby } = this.#store?.ctx ?? {}
    this.request(async (core) => {
      if (payby === undefined) return
      if ((await payby.orders.ofCollection(COLLECTION)).length === 0) return work(core)
      const turn = await payby.turns.wait(COLLECTION, PATIENCE_MS)
      if (turn === null) throw new Error("This cart is being completed already.")
      await work(core).finally(() => turn.end())
    })
  }

  /** The shopper starts the payment and is handed a link, or not. */
  start(): void {
    const paid = this.ledger().find((row) => isPaidFor(row))
    this.inTurn(async (core) => {
      const { data } = await core.startSession(OURS)
      const order = this.payby.orders.get(String(data["merchant_order_no"]))
      if (typeof data["pay_url"] !== "string" || order === undefined) return
      this.#handOut(order.no)
      const still = this.ledger().find((row) => row.id === paid?.id)
      if (paid !== undefined && paid.merchantOrderNo !== order.no && still?.intent === "collect") {
        this.broken.push(`a link to ${order.no} although ${paid.merchantOrderNo} was known as paid`)
      }
    })
  }

  /** Staff give back part of a payment; what they were told no about is not theirs. */
  refund(paymentId: string, amount: number): void {
    this.request(async (core) => {
      this.refundsAskedFor += amount
      try {
        await core.refundOfOrder({ payment_id: paymentId, amount })
      } catch (error) {
        if (error instanceof Error && SAYS_NO.test(error.message)) this.refundsAskedFor -= amount
        throw error
      }
    })
  }

  async pass(ms: number): Promise<void> {
    await this.stage.pass(ms, () => this.#store?.job.arm())
  }

  /** The job goes on running when nothing is due; then it compares the books, and finds what no event told. */
  async lookOnceMore(): Promise<void> {
    await this.pass(COMPARED_AFTER_MS)
    this.stage.begin(this.store.process, () => reconcile(this.store.ctx))
    await this.pass(JOB_EVERY_MS)
  }

  /** The ledger's rows as they stand. */
  ledger(): PayByOrder[] {
    return this.pg.tables.payby_order.rows.map((row) => orderOf(standingFor<OrderRow>(row)))
  }

  /** Whether the plugin has nothing left to do. */
  isAtRest(): boolean {
    const { payby_notification, payby_refund } = this.pg.tables
    return (
      this.pg.tables.payby_order.rows.every((row) => row["finished_at"] !== null) &&
      payby_notification.rows.every((row) => row["processed_at"] !== null) &&
      payby_refund.rows.every((row) => row["next_look_at"] === null)
    )
  }

  #opened(no: MerchantOrderNo): void {
    this.#countPayable()
    const row = this.ledger().find((one) => one.merchantOrderNo === no)
    if (row?.finishedAt) this.broken.push(`PayBy gets ${no}, which the ledger is done with`)
  }

  #countPayable(): void {
    const payable = [...this.payby.orders.values()]
      .map((order) => order.no)
      .filter((no) => this.isPayable(no) && (this.links.includes(no) || !this.#cameLate(no)))
    if (payable.length > 1) {
      this.broken.push(`two orders of one cart can be paid: ${payable.join()}`)
    }
  }

  #handOut(no: MerchantOrderNo): void {
    if (!this.links.includes(no)) this.links.push(no)
    this.#countPayable()
    const row = this.ledger().find((one) => one.merchantOrderNo === no)
    const out = row?.linkHandedOutAt
    if (row !== undefined && row.intent !== "collect" && out && row.intentAt < out) {
      this.broken.push(`a link to ${no}, which is being closed`)
    }
  }

  /** It was placed by a request that its sender had long given up, so nobody has a link to it. */
  #cameLate(no: MerchantOrderNo): boolean {
    const order = this.payby.orders.get(no)
    const row = this.ledger().find((one) => one.merchantOrderNo === no)
    if (order === undefined || row === undefined) return false
    return order.openedAt > row.placedAt.getTime() + DEADLINE_MS
  }

  isPayable(no: MerchantOrderNo): boolean {
    const order = this.payby.orders.get(no)
    return order?.status === "CREATED" && Date.now() < order.expiresAt
  }

  async #emitted(event: Emitted, begin: (work: () => Promise<unknown>) => void): Promise<void> {
    if (event.name !== PAYBY_EVENTS.notificationStored) return
    begin(() => wakeUp(this.store.ctx, String(event.data["id"])))
  }

  /** Whether the store has taken a notification; a store that is down takes none. */
  #receive(bytes: Buffer): Promise<void> {
    const store = this.#store
    if (store === null) return new Promise(() => undefined)
    return new Promise((taken) =>
      this.stage.begin(store.process, async () => {
        const receipt = await receiveNotification(store.ctx, bytes, SIGNED)
        if (receipt !== "stored") throw new Error(`a notification was ${receipt}`)
        taken()
      }),
    )
  }
}

/** Its money is neither back nor on its way back, and the ledger knows that it is there. */
function isPaidFor(row: PayByOrder): boolean {
  const paid = row.status === "PAID_SUCCESS" || row.status === "SETTLED"
  return paid && row.intent === "collect"
}

interface Emitted {
  name: string
  data: Record<string, unknown>
}

const nothing = () => undefined

/** Nobody reads the log of ten thousand histories. */
const SILENT = standingFor<Logger>({
  error: nothing,
  warn: nothing,
  info: nothing,
  debug: nothing,
})

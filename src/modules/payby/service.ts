import { MedusaService } from "@medusajs/framework/utils"
import type { IEventBusModuleService, Logger } from "@medusajs/framework/types"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { createPayByClient } from "../../gateway"
import type { Clock, ObservedCall, PayByClient } from "../../gateway"
import { Alarm } from "./alarm"
import { Closing } from "./closing"
import { CompletionTurns } from "./completion-turns"
import { Correspondence } from "./correspondence"
import { Announcer } from "./events"
import { AttentionList } from "./ledger/attention-list"
import { Completions } from "./ledger/completions"
import { NotificationInbox } from "./ledger/notifications"
import { NotificationSearch } from "./ledger/notification-search"
import { OrderClaims } from "./ledger/order-claims"
import { OrderLeases } from "./ledger/order-leases"
import { OrderShoppers } from "./ledger/order-shoppers"
import { OrderSearch } from "./ledger/order-search"
import { OrderWords } from "./ledger/order-words"
import { OrderLedger } from "./ledger/orders"
import { Retention } from "./ledger/retention"
import { RefundSearch } from "./ledger/refund-search"
import { RefundLedger } from "./ledger/refunds"
import { StatementChecks } from "./ledger/statement-checks"
import { StatementLines } from "./ledger/statement-lines"
import { TimeLine } from "./ledger/time-line"
import { PayByCallCount } from "./models/payby-call-count"
import { PayByCompletion } from "./models/payby-completion"
import { PayByEvent } from "./models/payby-event"
import { PayByInstance } from "./models/payby-instance"
import { PayByNotification } from "./models/payby-notification"
import { PayByOrder } from "./models/payby-order"
import { PayByRefund } from "./models/payby-refund"
import { PayByStatementCheck } from "./models/payby-statement-check"
import { PayByStatementFinding } from "./models/payby-statement-finding"
import { PayByStatementLine } from "./models/payby-statement-line"
import { Monitor } from "./monitoring/monitor"
import { measureQueues } from "./monitoring/queues"
import type { Queues } from "./monitoring/queues"
import { parseOptions } from "./options"
import { OrderWatch } from "./order-watch"
import { Pace } from "./pace"
import type { PayByOptions, PayBySettings } from "./options"
import { RefundCorrespondence } from "./refund-correspondence"
import { SceneGrants } from "./scene-grants"
import { WorkInHand } from "./work-in-hand"

interface Cradle {
  __pg_connection__: Knex
  logger: Logger
  event_bus?: IEventBusModuleService
}

/**
 * The ledger and the gateway of one PayBy account: what the provider, the settlement, the job and
 * the routes share. `container.resolve("payby")`.
 */
export class PayByModuleService extends MedusaService({
  PayByOrder,
  PayByNotification,
  PayByRefund,
  PayByStatementCheck,
  PayByStatementFinding,
  PayByStatementLine,
  PayByEvent,
  PayByInstance,
  PayByCallCount,
  PayByCompletion,
}) {
  readonly settings: PayBySettings
  readonly clock: Clock
  readonly logger: Logger
  readonly gateway: PayByClient
  readonly orders: OrderLedger
  readonly claims: OrderClaims
  readonly leases: OrderLeases
  readonly turns: CompletionTurns
  readonly shoppers: OrderShoppers
  readonly watch: OrderWatch
  readonly inbox: NotificationInbox
  readonly refunds: RefundLedger
  readonly retention: Retention
  readonly statementChecks: StatementChecks
  readonly statementLines: StatementLines
  readonly timeLine: TimeLine
  /** The ledger for people: lists that stay quick however many rows there are. */
  readonly search: {
    readonly orders: OrderSearch
    readonly refunds: RefundSearch
    readonly notifications: NotificationSearch
    readonly attention: AttentionList
  }
  readonly monitor: Monitor
  readonly announcer: Announcer
  readonly alarm: Alarm
  readonly pace = new Pace()
  readonly grants = new SceneGrants()
  readonly closing = new Closing()
  /** What the job has in hand. */
  readonly inHand: WorkInHand
  /** What notifications have begun by themselves. */
  readonly woken: WorkInHand
  /** Medusa calls these, the first while all modules still have their connections. */
  readonly __hooks = {
    onApplicationPrepareShutdown: () => this.closing.begin(),
    onApplicationShutdown: async () => this.gateway.close(),
  }
  readonly #pg: Knex
  readonly #listeners = new Set<(call: ObservedCall) => void>()
  readonly correspondence: Correspondence
  readonly refundCorrespondence: RefundCorrespondence

  constructor(cradle: Cradle, options: PayByOptions) {
    super(cradle, options)
    this.settings = parseOptions(options)
    this.clock = () => new Date()
    this.#pg = cradle.__pg_connection__
    this.logger = cradle.logger
    this.gateway = createPayByClient({
      baseUrl: this.settings.baseUrl,
      partnerId: this.settings.partnerId,
      privateKey: this.settings.privateKey,
      paybyPublicKeys: this.settings.paybyPublicKeys,
      deadlineMs: this.settings.deadlineMs,
      clock: this.clock,
      observe: (call) => this.note(call),
    })
    this.inHand = new WorkInHand(this.settings.policy.job.concurrency)
    this.woken = new WorkInHand(this.settings.policy.job.concurrency)
    this.orders = new OrderLedger(cradle.__pg_connection__)
    this.claims = new OrderClaims(cradle.__pg_connection__)
    this.leases = new OrderLeases(cradle.__pg_connection__)
    this.turns = new CompletionTurns(
      new Completions(cradle.__pg_connection__),
      this.settings.policy.job.leaseMs,
      cradle.logger,
      this.clock,
    )
    this.shoppers = new OrderShoppers(cradle.__pg_connection__)
    this.watch = new OrderWatch((numbers) => this.shoppers.withNumbers(numbers))
    this.inbox = new NotificationInbox(cradle.__pg_connection__)
    this.refunds = new RefundLedger(cradle.__pg_connection__)
    this.retention = new Retention(cradle.__pg_connection__)
    this.statementChecks = new StatementChecks(cradle.__pg_connection__)
    this.statementLines = new StatementLines(cradle.__pg_connection__)
    this.monitor = new Monitor(cradle.__pg_connection__, cradle.logger, this.clock)
    this.timeLine = new TimeLine(cradle.__pg_connection__)
    this.search = {
      orders: new OrderSearch(cradle.__pg_connection__),
      refunds: new RefundSearch(cradle.__pg_connection__),
      notifications: new NotificationSearch(cradle.__pg_connection__),
      attention: new AttentionList(cradle.__pg_connection__),
    }
    this.announcer = new Announcer(cradle.event_bus, cradle.logger)
    this.alarm = new Alarm(this.orders, cradle.logger, this.announcer, this.clock)
    this.correspondence = new Correspondence(
      this.orders,
      new OrderWords(cradle.__pg_connection__),
      this.gateway,
      this.alarm,
      this.announcer,
      this.clock,
    )
    this.refundCorrespondence = new RefundCorrespondence(
      this.refunds,
      this.gateway,
      this.alarm,
      this.announcer,
      this.settings.policy,
      this.clock,
    )
  }

  /** Hears of every call to PayBy from now on; returns the way to stop. */
  onCall(listener: (call: ObservedCall) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** What waits at this moment, over all instances. */
  async queues(): Promise<Queues> {
    return measureQueues(this.#pg, this.clock())
  }

  private note(call: ObservedCall): void {
    this.pace.heed(call, this.clock())
    this.monitor.heed(call)
    for (const listener of this.#listeners) listener(call)
    this.logger.debug(`PayBy ${JSON.stringify(call)}`)
  }
}

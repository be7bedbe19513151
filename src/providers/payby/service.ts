import { container } from "@medusajs/framework"
import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CancelPaymentInput,
  CancelPaymentOutput,
  CapturePaymentInput,
  CapturePaymentOutput,
  DeletePaymentInput,
  DeletePaymentOutput,
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  ProviderWebhookPayload,
  RefundPaymentInput,
  RefundPaymentOutput,
  RetrievePaymentInput,
  RetrievePaymentOutput,
  UpdatePaymentInput,
  UpdatePaymentOutput,
  WebhookActionResult,
} from "@medusajs/framework/types"
import { AbstractPaymentProvider, MedusaError } from "@medusajs/framework/utils"
import { assertAed, isPaid, merchantOrderNo } from "../../gateway"
import type { PayByOrder } from "../../modules/payby/ledger/order"
import type { PayByModuleService } from "../../modules/payby/service"
import { contextOf, decimalOf, receiveNotification } from "../../settlement"
import { authorise } from "./authorise"
import { describe, opaqueCustomerId, StoreName } from "./description"
import { initiate } from "./initiate"
import { MedusaRefunds } from "./medusa-refunds"
import { operatorName } from "./operator"
import { refund } from "./refund"
import { sceneChoice } from "./scene-choice"
import { captureUnconfirmed, noSuchPayment, notOurs } from "./sentences"
import { overSent, sessionData } from "./session-data"
import { Sessions } from "./sessions"

type ListService = ConstructorParameters<typeof Sessions>[0]
type RefundService = ConstructorParameters<typeof MedusaRefunds>[0]

/** What the payment module's container holds for its providers, of what we use. */
interface Cradle extends Record<string, unknown> {
  paymentSessionService: ListService
  paymentService: ListService
  captureService: ListService
  refundService: RefundService
}

/**
 * Medusa's payment provider for PayBy: its verbs, each a few lines over the ledger and the gateway.
 * PayBy captures what it takes, so "authorised" is "captured"; every truth is in the ledger, none in
 * `payment_session.data`, which a storefront can write.
 */
export class PayByPaymentProvider extends AbstractPaymentProvider<Record<string, never>> {
  static override identifier = "payby"

  /** The options stand at the plugin, once; the provider has none of its own. */
  static override validateOptions(options: Record<string, unknown> | undefined): void {
    const given = Object.keys(options ?? {})
    if (given.length === 0) return
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `The PayBy provider takes no options (${given.join(", ")}): give them once, to the plugin medusa-payment-payby in medusa-config.ts.`,
    )
  }

  readonly #sessions: Sessions
  readonly #refunds: MedusaRefunds
  readonly #storeName = new StoreName()

  constructor(cradle: Cradle, options: Record<string, never> = {}) {
    super(cradle, options)
    this.#sessions = new Sessions(cradle.paymentSessionService, cradle.paymentService)
    this.#refunds = new MedusaRefunds(cradle.refundService, cradle.captureService)
  }

  /** Places the order at PayBy, or the original one again, and hands out its link. */
  async initiatePayment(input: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    assertPayable(input.currency_code)
    const payby = this.payby()
    // The core sets this after the storefront's data, so it is the one key that can be believed.
    const session = await this.#sessions.find(String(input.data?.["session_id"]))
    if (session === null) throw noSuchPayment()
    const choice = sceneChoice(input.data, payby.settings, customerIdOf(payby, input))
    const { collectionId, amount } = session
    const description = await describe(container, this.#storeName, payby, collectionId, amount)
    const data = await initiate(payby, { session, choice, description })
    return { id: data.merchant_order_no, status: "pending", data: overSent(input.data, data) }
  }

  /** "Captured" when PayBy's verified word says so, else *requires more*. */
  async authorizePayment(input: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    const sessionId = input.context?.idempotency_key
    const session = sessionId === undefined ? null : await this.#sessions.find(sessionId)
    if (session === null) throw noSuchPayment()
    const data = await authorise(this.payby(), this.#sessions, session)
    return { status: "captured", data: overSent(input.data, data) }
  }

  /** PayBy has captured already; this only verifies that it did. */
  async capturePayment(input: CapturePaymentInput): Promise<CapturePaymentOutput> {
    const order = await this.orderOf(input.data)
    const known = order.status !== null && isPaid(order.status)
    const now = known ? order : (await this.payby().correspondence.ask(order)).order
    if (now.status === null || !isPaid(now.status) || now.intent === "return") {
      throw captureUnconfirmed()
    }
    return { data: input.data }
  }

  /**
   * Moves no money: the core calls this in three meanings, once for an order that is placed and paid.
   * It is noted, and the job finds out what is owed.
   */
  async cancelPayment(input: CancelPaymentInput): Promise<CancelPaymentOutput> {
    const payby = this.payby()
    const order = await this.orderOf(input.data)
    await payby.orders.noteCancel(order.merchantOrderNo, payby.clock())
    return { data: input.data }
  }

  /**
   * Releases the order, in one statement and without calling PayBy: the core holds the cart's lock for
   * 10 s at most, and creates the next session in parallel. Never throws: that would end in a 500.
   */
  async deletePayment(input: DeletePaymentInput): Promise<DeletePaymentOutput> {
    const sessionId = input.data?.["session_id"]
    if (typeof sessionId !== "string") return { data: input.data }
    try {
      const payby = this.payby()
      const now = payby.clock()
      const grace = payby.settings.policy.closeReleasedAfterMs
      await payby.orders.release(sessionId, now, new Date(now.getTime() + grace))
    } catch (error) {
      // Whatever was not released is closed at its expiry.
      const reason = error instanceof Error ? error.message : "unknown error"
      this.payby().logger.warn(`PayBy session ${sessionId} was not released: ${reason}`)
    }
    return { data: input.data }
  }

  /** Full or partial, to the fils, several per payment, with what Medusa's row says of reason and operator. */
  async refundPayment(input: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const order = await this.orderOf(input.data)
    const facts = await this.#refunds.find(String(input.context?.idempotency_key))
    if (facts === null) throw notOurs()
    await refund(this.payby(), this.#refunds, order, {
      asked: decimalOf(input.amount),
      facts,
      operatorName: await operatorName(container, facts.createdBy),
    })
    return { data: input.data }
  }

  /** How the ledger has it. The core never calls this. */
  async getPaymentStatus(input: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    const order = await this.orderOf(input.data)
    const paid = order.status !== null && isPaid(order.status)
    if (paid)
      return { status: order.intent === "return" ? "canceled" : "captured", data: input.data }
    return { status: order.status === "FAILURE" ? "canceled" : "pending", data: input.data }
  }

  /** What the storefront may see of it. The core never calls this. */
  async retrievePayment(input: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    const order = await this.orderOf(input.data)
    return { data: { ...sessionData(order, order.sessionId ?? "", null) } }
  }

  /** Pure: PayBy's orders cannot be changed; a changed total starts another session. */
  async updatePayment(input: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    return { data: { ...input.data } }
  }

  /**
   * Medusa's own hook answers 200 to anything and forgets what it heard. Whoever points PayBy at it all
   * the same loses nothing: what is proven goes the way of `/hooks/payby`, and the core is told to do nothing.
   */
  async getWebhookActionAndData(
    payload: ProviderWebhookPayload["payload"],
  ): Promise<WebhookActionResult> {
    const bytes = Buffer.from(payload.rawData)
    const sign = payload.headers["sign"]
    await receiveNotification(
      contextOf(container),
      bytes,
      typeof sign === "string" ? sign : undefined,
    )
    return { action: "not_supported" }
  }

  /** Medusa copies what authorizePayment returned to the Payment, out of the storefront's reach. */
  private async orderOf(data: Record<string, unknown> | undefined): Promise<PayByOrder> {
    const raw = data?.["merchant_order_no"]
    if (typeof raw !== "string") throw notOurs()
    const order = await this.payby().orders.find(merchantOrderNo(raw))
    if (order === null) throw notOurs()
    return order
  }

  /** Looked up at each call: the module is registered only after the payment module's providers. */
  private payby(): PayByModuleService {
    const module = container.resolve<PayByModuleService>("payby", { allowUnregistered: true })
    if (module === undefined) {
      throw new MedusaError(
        MedusaError.Types.UNEXPECTED_STATE,
        "The PayBy provider is enabled but its plugin is not: add medusa-payment-payby to `plugins` in medusa-config.ts.",
      )
    }
    return module
  }
}

/** The core puts the customer there when the request was theirs; guests have none. */
function customerIdOf(
  { settings }: PayByModuleService,
  { context }: InitiatePaymentInput,
): string | undefined {
  const id = context?.customer?.id
  if (!settings.savedCards || id === undefined) return undefined
  return opaqueCustomerId(settings.partnerId, id)
}

/** A sentence instead of PayBy's refusal. */
function assertPayable(currencyCode: string): void {
  try {
    assertAed(currencyCode)
  } catch (error) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      error instanceof Error ? error.message : "PayBy takes AED only.",
    )
  }
}

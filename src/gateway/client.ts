import type { KeyObject } from "node:crypto"
import {
  wireOrderBody,
  wirePlacedOrder,
  type AcquireOrder,
  type PlacedOrder,
} from "./acquire-order"
import { CallLine } from "./call-line"
import { wireCashierUrlInfo, type CashierUrlInfo } from "./cashier-url"
import type { Clock } from "./clock"
import { succeeded, type Outcome } from "./fault"
import { PrivateKey, type PublicKey } from "./keys"
import type { Observer } from "./observed-call"
import type { MerchantOrderNo, RefundOrderNo } from "./order-number"
import {
  pageBusiness,
  wireOrderPage,
  wireRefundPage,
  type OrderPage,
  type OrderPageQuery,
  type RefundPage,
  type RefundPageQuery,
} from "./page"
import {
  wirePlacedRefund,
  type PlacedRefund,
  type RefundOrder,
  type RefundSummary,
} from "./refund-order"
import type { RefundTerms } from "./refund-terms"
import type { Statement } from "./statement"
import { downloadStatement } from "./statement-call"
import type { OrderTerms } from "./terms"
import { wireTransferBody, type TransferOrder } from "./transfer-order"
import { echoSignature, type SignatureEcho } from "./verify-sign-call"

/**
 * PayBy, as one merchant sees it. No method throws for what happens on the wire: every end of a call is an
 * {@link Outcome}, and a fault says what may be done next. Orders are named by our own number, never by PayBy's,
 * and an answer about another number is an untrusted one.
 */
export interface PayByClient {
  /** Idempotent: the same terms return the order as it stands. Other terms under the same number are refused. */
  placeOrder(terms: OrderTerms): Promise<Outcome<PlacedOrder>>
  getOrder(no: MerchantOrderNo): Promise<Outcome<AcquireOrder>>
  /** Closes an order that nobody has paid. A refusal by state is answered by asking {@link getOrder}. */
  cancelOrder(no: MerchantOrderNo): Promise<Outcome<AcquireOrder>>
  /** Undoes an order, paid or not. PayBy has no result call for it: ask {@link getOrder} for `revoked`. */
  revokeOrder(no: MerchantOrderNo): Promise<Outcome<AcquireOrder>>
  /** PayBy takes up to 15 days from now. */
  updateExpiredTime(no: MerchantOrderNo, expiresAt: Date): Promise<Outcome<AcquireOrder>>
  /** The answer names no order, so nothing but the display may depend on it. */
  getCashierUrlInfo(tokenUrl: string): Promise<Outcome<CashierUrlInfo>>
  /** Idempotent as {@link placeOrder}. Success means accepted: follow the refund until it is final. */
  placeRefund(terms: RefundTerms): Promise<Outcome<PlacedRefund>>
  getRefund(no: RefundOrderNo): Promise<Outcome<RefundOrder & { summary?: RefundSummary }>>
  queryOrderPage(query: OrderPageQuery): Promise<Outcome<OrderPage>>
  queryRefundOrderPage(query: RefundPageQuery): Promise<Outcome<RefundPage>>
  getTransfer(no: MerchantOrderNo): Promise<Outcome<TransferOrder>>
  /**
   * The zip of one day, streamed. PayBy has it some 30 minutes after the merchant's cut-off time.
   *
   * @param day YYYYMMDD
   */
  downloadStatement(day: string): Promise<Outcome<Statement>>
  /** Proves keys, partner id and address in both directions; moves nothing. */
  verifySign(): Promise<Outcome<SignatureEcho>>
  /** Ends idle connections and calls under way. Later calls are unreachable. */
  close(): void
}

/** Everything a client is made of. */
export interface PayByClientConfig {
  /** PayBy's API root with its path, for example `https://uat.test2pay.com/sgs/api`. */
  readonly baseUrl: string
  readonly partnerId: string
  readonly privateKey: KeyObject | PrivateKey
  /** One, or several while PayBy's key is being rotated. */
  readonly paybyPublicKeys: readonly PublicKey[]
  readonly clock: Clock
  /** For the whole story of a call: connection, repeat and last byte. 8,000 unless given. */
  readonly deadlineMs?: number
  /** For the whole download of a statement, once it has begun. Five minutes unless given. */
  readonly statementDeadlineMs?: number
  /** The largest statement accepted. 256 MiB unless given. */
  readonly maxStatementBytes?: number
  readonly observe?: Observer
}

const DEFAULT_DEADLINE_MS = 8_000

/** Two texts under different brands, or with an absent one. */
const same = (theirs: string | undefined, ours: string): boolean => theirs === ours

/**
 * @throws TypeError when the base URL is none, or no key of PayBy's is given: with none, no answer could be believed
 * @throws MalformedKey
 */
export function createPayByClient(config: PayByClientConfig): PayByClient {
  const { privateKey, deadlineMs = DEFAULT_DEADLINE_MS } = config
  const line = new CallLine({
    ...config,
    deadlineMs,
    privateKey: privateKey instanceof PrivateKey ? privateKey : new PrivateKey(privateKey),
  })

  const aboutOrder = (
    call: "getOrder" | "cancelOrder" | "revokeOrder" | "updateExpiredTime",
    number: MerchantOrderNo,
    more: { expiredTime?: number } = {},
  ) =>
    line.ask({
      call,
      number,
      business: { merchantOrderNo: number, ...more },
      answer: wireOrderBody,
      isOurs: (order) => order.merchantOrderNo === number,
      told: (order) => order.status,
    })

  const client: PayByClient = {
    placeOrder: (terms) =>
      line.ask({
        call: "placeOrder",
        number: terms.merchantOrderNo,
        business: terms,
        answer: wirePlacedOrder,
        isOurs: ({ order }) => order.merchantOrderNo === terms.merchantOrderNo,
        told: ({ order }) => order.status,
      }),

    getOrder: (no) => aboutOrder("getOrder", no),
    cancelOrder: (no) => aboutOrder("cancelOrder", no),
    revokeOrder: (no) => aboutOrder("revokeOrder", no),
    updateExpiredTime: (no, expiresAt) =>
      aboutOrder("updateExpiredTime", no, { expiredTime: expiresAt.getTime() }),

    getCashierUrlInfo: (tokenUrl) =>
      line.ask({ call: "getCashierUrlInfo", business: { tokenUrl }, answer: wireCashierUrlInfo }),

    placeRefund: (terms) =>
      line.ask({
        call: "placeRefund",
        number: terms.refundMerchantOrderNo,
        business: terms,
        answer: wirePlacedRefund,
        isOurs: ({ refund }) =>
          refund.refundMerchantOrderNo === terms.refundMerchantOrderNo &&
          same(
            refund.originMerchantOrderNo ?? terms.originMerchantOrderNo,
            terms.originMerchantOrderNo,
          ),
        told: ({ refund }) => refund.status,
      }),

    async getRefund(no) {
      const asked = await line.ask({
        call: "getRefund",
        number: no,
        business: { refundMerchantOrderNo: no },
        answer: wirePlacedRefund,
        isOurs: ({ refund }) => refund.refundMerchantOrderNo === no,
        told: ({ refund }) => refund.status,
      })
      return asked.ok ? succeeded({ ...asked.value.refund, summary: asked.value.summary }) : asked
    },

    queryOrderPage: (query) =>
      line.ask({ call: "queryOrderPage", business: pageBusiness(query), answer: wireOrderPage }),
    queryRefundOrderPage: (query) =>
      line.ask({
        call: "queryRefundOrderPage",
        business: pageBusiness(query),
        answer: wireRefundPage,
      }),

    getTransfer: (no) =>
      line.ask({
        call: "getTransfer",
        number: no,
        business: { merchantOrderNo: no },
        answer: wireTransferBody,
        isOurs: (transfer) => transfer.merchantOrderNo === no,
      }),

    downloadStatement: (day) => downloadStatement(line, day, config),
    verifySign: () => echoSignature(line),
    close: () => line.close(),
  }
  return Object.freeze(client)
}

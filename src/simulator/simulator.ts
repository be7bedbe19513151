import type { CallFilter, CallListener, CallRecord } from "./calls"
import type { PlannedCallFault } from "./faults"
import type { NotificationControl } from "./notification-types"
import type { ChargebackOptions, DeclineOptions, PayOptions } from "./payer"
import type { BooksView } from "./records"
import type { Settings } from "./settings"

/** A payout to ask about; the simulator has no call that makes one. */
export interface TransferSeed {
  merchantOrderNo: string
  /** In AED, such as "120.00". */
  amount: string
  status?: "CREATED" | "SUCCESS" | "FAILURE"
  /** Asked about with getTransferToBankOrder instead of getTransferOrder. */
  toBank?: boolean
  memo?: string
}

/** A PayBy on localhost. Amounts are decimal text in AED, times epoch milliseconds. */
export interface Simulator {
  /** Root of the API: `http://127.0.0.1:PORT/sgs/api`. */
  readonly baseUrl: string
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  /** Root of the control API: `http://127.0.0.1:PORT/control`. */
  readonly control: string
  readonly partnerId: string
  /** PEM; the present one after `rotateKey`. */
  readonly paybyPublicKey: string
  /** PEM; only when it was generated or given with `merchantKeys`. */
  readonly merchantPrivateKey?: string

  /** What really happened. */
  readonly books: BooksView
  /** Every API call received, in order. */
  calls(filter?: CallFilter): CallRecord[]
  /** How many calls came to a path (`/acquire2/placeOrder`) or by a name (`placeOrder`). */
  callCount(path?: string): number
  /** Calls back for every call from now on, as soon as its answer is decided; the function returned ends that. */
  onCall(listener: CallListener): () => void

  /** As if the payer paid on the page; rejects when the order is not `CREATED`. */
  pay(merchantOrderNo: string, options?: PayOptions): Promise<void>
  /** The bank said no. The order fails only when it was placed as `oneTimePayment`, or `final`. */
  decline(merchantOrderNo: string, options?: DeclineOptions): Promise<void>
  /** The order's time is up at once; rejects when it is not `CREATED`. */
  expire(merchantOrderNo: string): Promise<void>
  /** `PAID_SUCCESS` → `SETTLED`. */
  settle(merchantOrderNo: string): Promise<void>
  /** The payer scanned the QR code. */
  scan(merchantOrderNo: string): Promise<void>
  /** The payer's bank takes the money back, and the merchant is notified; rejects when it was never paid. */
  chargeback(merchantOrderNo: string, options?: ChargebackOptions): Promise<void>
  /** A refund that is not finished goes on, or fails and gives its amount free again. */
  settleRefund(refundMerchantOrderNo: string): Promise<void>
  /** A refund that is not finished reaches `SUCCESS`. */
  succeedRefund(refundMerchantOrderNo: string): Promise<void>
  /** A refund that is not finished fails, and gives its amount free again. */
  failRefund(
    refundMerchantOrderNo: string,
    cause?: { failCode?: string; failDes?: string },
  ): Promise<void>
  /** A payout that PayBy can be asked about from now on. */
  addTransfer(transfer: TransferSeed): void

  /** What will go wrong with calls to come. */
  readonly faults: {
    /** Plans one; they are played in the order in which they were planned. */
    add(fault: PlannedCallFault): void
    /** Forgets those that still wait. */
    clear(): void
    /** Those that still wait. */
    pending(): PlannedCallFault[]
  }
  readonly notifications: NotificationControl

  /** How it behaves now. */
  settings(): Readonly<Settings>
  /** Changes behaviour from now on. */
  configure(changes: Partial<Settings>): void
  /** PayBy signs with a new key from now on; answers with its public half, PEM. */
  rotateKey(): Promise<string>

  /** Story time: what waits (repeats, refunds, expiry) is measured in it. */
  timeScale: number
  /**
   * Lets so much story time pass at once: everything due happens in its order, each notification is
   * answered before the next step. The wall clock, and with it `requestTime`, stays as it is.
   */
  advance(ms: number): Promise<void>
  /** Makes PayBy's clock differ from the merchant's by this much; 0 puts it right. */
  skewClock(ms: number): void

  /** Forgets orders, calls, faults, notifications and settings; address and keys stay. */
  reset(): void
  /** Nobody is there any more (ECONNREFUSED); what PayBy knows and what waits stays. */
  goDown(): Promise<void>
  /** Listens again, at the same address. */
  comeBack(): Promise<void>
  /** Ends promptly, open connections included. */
  close(): Promise<void>
}

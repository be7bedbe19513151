/** What a notification tells of. */
export type NotificationKind = "payment" | "refund" | "chargeback"

/** What goes wrong with a notification. Milliseconds are story time. */
export type NotificationFault =
  /** Never sent; with `attempts`, only that many attempts are lost and the repeats arrive. */
  | { kind: "lose"; attempts?: number }
  /** Waits for `release()`. */
  | { kind: "hold" }
  /** Arrives so many times (2 by default), the same bytes, at the same moment or `apartMs` apart. */
  | { kind: "duplicate"; copies?: number; apartMs?: number }
  /** Overtaken: sent only after the next notification has been. */
  | { kind: "reorder" }
  /** Arrives late. */
  | { kind: "delay"; ms: number }
  /** One attempt has one byte changed after signing: a digit of its first amount. */
  | { kind: "alter" }
  /** One attempt is signed with a key that is not PayBy's. */
  | { kind: "forge" }
  /** One attempt has no `sign`. */
  | { kind: "unsigned" }
  /** One attempt is correctly signed and says something else; what is not given stays true. */
  | {
      kind: "lie"
      amount?: string
      currency?: string
      status?: string
      merchantOrderNo?: string
      payeeMid?: string
    }
  /** One attempt is correctly signed and no JSON. */
  | { kind: "malformed" }
  /** One attempt breaks off in the middle of the body. */
  | { kind: "break-off" }

/** A fault, and the notifications it waits for. */
export interface PlannedNotificationFault {
  about?: NotificationKind | "*"
  merchantOrderNo?: string
  /** How many it spoils (notifications, or attempts where the fault says so); 1 by default. */
  times?: number
  fault: NotificationFault
}

/** How notifications without a fault of their own are treated. */
export type NotificationMode = "send" | "hold" | "lose"

/** One attempt to deliver, and what the merchant answered. Times are epoch milliseconds. */
export interface NotificationAttempt {
  readonly notifyId: string
  readonly kind: NotificationKind
  readonly merchantOrderNo: string
  readonly refundMerchantOrderNo: string | null
  /** The status it told; null for a chargeback. */
  readonly status: string | null
  readonly url: string
  /** 1 is the first, up to 8 with all repeats. Duplicates share a number. */
  readonly attempt: number
  readonly at: number
  readonly answeredAt: number
  readonly fault: NotificationFault["kind"] | null
  /** As it was sent. */
  readonly body: string
  readonly sign: string | null
  readonly answer: { readonly http: number; readonly body: string } | null
  /** Why there was no answer. */
  readonly error: string | null
  readonly acknowledged: boolean
}

/** Where a notification stands; `given-up`: all its repeats were in vain. */
export type NotificationState =
  "waiting" | "held" | "sending" | "repeating" | "acknowledged" | "lost" | "given-up"

/** One notification that was due, sent or not. Times are epoch milliseconds. */
export interface NotificationRecord {
  /** Of the first attempt. */
  readonly notifyId: string
  readonly kind: NotificationKind
  readonly merchantOrderNo: string
  readonly refundMerchantOrderNo: string | null
  readonly status: string | null
  readonly url: string
  readonly createdAt: number
  readonly state: NotificationState
  readonly attempts: number
}

/** The sending side of notifications, as a test drives it. */
export interface NotificationControl {
  /** What becomes of those without a fault; `send` at first. */
  mode: NotificationMode
  /** Plans a fault for notifications to come. */
  add(planned: PlannedNotificationFault): void
  /** Forgets the faults that still wait. */
  clearFaults(): void
  /** The faults that still wait. */
  pendingFaults(): PlannedNotificationFault[]
  /** Sends what is held (all, or one order's), oldest first; resolves when all were answered. */
  release(merchantOrderNo?: string): Promise<void>
  /** Every notification that was due, sent or not. */
  list(): NotificationRecord[]
  /** Every attempt, in the order of their answers. */
  sent(): NotificationAttempt[]
  /** Sends it once more, now, and resolves with the merchant's answer. */
  resend(notifyId: string): Promise<NotificationAttempt>
  /** Resolves when no attempt is on its way. */
  idle(): Promise<void>
}

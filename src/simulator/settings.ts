/**
 * How this PayBy behaves where the real one may choose, or where its documentation contradicts
 * itself. Durations are story milliseconds (see `StoryClock`); `null` means never.
 */
export interface Settings {
  /** Refund `CREATED` → `REFUNDED_SETTLED`, counted from its acceptance. */
  refundSettlesAfterMs: number | null
  /** Refund → `SUCCESS`, counted from its acceptance. */
  refundSucceedsAfterMs: number | null
  /** Order `PAID_SUCCESS` → `SETTLED`. */
  settleAfterMs: number | null
  /** How long a revoke takes until `revoked` says "true". */
  revokeAfterMs: number
  /** Between an event and the first attempt to notify. */
  notifyAfterMs: number
  /** An order that fails by cancel, decline or expiry is notified; the documentation promises nothing. */
  notifyOnFailure: boolean
  /** `SETTLED` is notified as well as `PAID_SUCCESS`. */
  notifyOnSettled: boolean
  /**
   * What stays the same when a notification is repeated: the very bytes; the `notify_id` under a new
   * timestamp; or nothing. PayBy does not document it.
   */
  repeatsKeep: "bytes" | "id" | "nothing"
  /** Real milliseconds the merchant has to answer a notification. */
  notifyTimeoutMs: number
  /** placeOrder repeated for a finished order: a code (62001, 62002, 62003), or the order as it stands. */
  finishedOrder: "code" | "current-status"
  /** What `head.applyStatus` says beside an error code; both are documented. */
  errorApplyStatus: "SUCCESS" | "FAIL"
  /** Pay scenes the merchant was granted; any other is refused with 62026. */
  scenes: readonly string[]
  /** How long after midnight in Dubai the statement of the day before is ready. */
  statementReadyAfterMs: number
  /** Serves today's statement too, for development; PayBy would answer 62014. */
  statementOfToday: boolean
  /** Puts `sign` on a statement's zip; the documentation lists none there. */
  signStatements: boolean
}

export const DEFAULT_SETTINGS: Readonly<Settings> = {
  refundSettlesAfterMs: 2_000,
  refundSucceedsAfterMs: 5_000,
  settleAfterMs: null,
  revokeAfterMs: 0,
  notifyAfterMs: 0,
  notifyOnFailure: false,
  notifyOnSettled: false,
  repeatsKeep: "id",
  notifyTimeoutMs: 10_000,
  finishedOrder: "code",
  errorApplyStatus: "SUCCESS",
  scenes: ["PAYPAGE", "DYNQR", "EWALLET", "INAPP", "JSAPI"],
  statementReadyAfterMs: 30 * 60 * 1000,
  statementOfToday: false,
  signStatements: false,
}

/** Where the simulator listens, with which keys, and how it behaves. All of it is optional. */
export interface SimulatorOptions extends Partial<Settings> {
  /** 0, the default, takes a free port. */
  port?: number
  /** Never anything but loopback: the control API needs no password. */
  host?: "127.0.0.1"
  /** The merchant's id at PayBy, at most 12 digits. */
  partnerId?: string
  /** PEM or bare base64. Without it (and without `merchantKeys`) a pair is generated. */
  merchantPublicKey?: string
  /** The merchant's pair; its private half is offered as `simulator.merchantPrivateKey`. */
  merchantKeys?: { publicKey: string; privateKey: string }
  /** PEM; generated when absent. */
  paybyPrivateKey?: string
  /** PayBy's clock, epoch milliseconds. */
  now?: () => number
  /** Speed of story time: 1 is real time, 60 a minute per second. */
  timeScale?: number
  /** Gets one line per thing that happens: names, numbers and statuses, never keys or bodies. */
  log?: (line: string) => void
}

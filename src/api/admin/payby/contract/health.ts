import type { Instant } from "./common"

/** `warning`: it works, and somebody should look; `unknown`: nothing has been seen yet that would tell. */
export type AdminPayByHealthStatus = "ok" | "warning" | "failed" | "unknown"

/** What is checked. */
export type AdminPayByHealthCheckName =
  | "keys" // ours and PayBy's parse, and PayBy's signature echo agrees with both
  | "clock" // the difference to PayBy's clock
  | "address" // the notify address has the right shape
  | "reachable" // this store reached itself through the notify address
  | "raw_body" // and the bytes came through unchanged
  | "notifications" // the last good one and the last bad one
  | "job" // which instances run it
  | "queues" // nothing waits for too long
  | "errors" // calls of the last hour

/** One check. `facts` hold numbers, instants and names, never secrets. */
export interface AdminPayByHealthCheck {
  readonly name: AdminPayByHealthCheckName
  readonly status: AdminPayByHealthStatus
  /** Which of a check's findings it is, for translations: `ok`, `signature_refused`, `clock_behind`, … */
  readonly finding: string
  /** What was found and what to do, in English. */
  readonly message: string
  readonly facts: Readonly<Record<string, string | number | null>>
}

/** One of the keys that signatures are made or checked with, by its fingerprint. */
export interface AdminPayByHealthKey {
  /** The first 16 hex digits of the SHA-256 of the public key. */
  readonly fingerprint: string
  readonly role: "merchant" | "payby"
  /** When a signature last held with it, in an answer or a notification; null for our own. */
  readonly last_used_at: Instant | null
}

/** One process of the store that has shown itself lately. */
export interface AdminPayByHealthInstance {
  readonly id: string
  readonly host: string
  readonly pid: number
  readonly started_at: Instant
  readonly seen_at: Instant
  /** When a run of its job last ended; null: it runs none. */
  readonly job_at: Instant | null
  readonly alive: boolean
}

/** How many rows wait, over all instances. */
export interface AdminPayByHealthQueues {
  /** Due and not being worked on. */
  readonly orders_due: number
  readonly orders_undecided: number
  readonly notifications_waiting: number
  readonly notifications_poison: number
  readonly refunds_open: number
  readonly attention: number
  readonly oldest_undecided: { readonly merchant_order_no: string; readonly since: Instant } | null
}

/** One hour of calls to PayBy. */
export interface AdminPayByHealthHour {
  readonly hour: Instant
  readonly calls: number
  /** Those that PayBy answered, whatever it said. */
  readonly answered: number
  /** `unreachable`, `unknown-outcome`, `untrusted-answer`, `rate-limited` or `misconfigured`. */
  readonly errors: number
  readonly by_call: Readonly<Record<string, number>>
  readonly by_error: Readonly<Record<string, number>>
}

/** The last notification that was believed, or the last that was not. */
export interface AdminPayByHealthNotification {
  readonly at: Instant
  readonly kind: string | null
  readonly merchant_order_no: string | null
  /** Why it was refused. */
  readonly reason: string | null
}

/** `GET /admin/payby/health`: checked when asked, or up to ten seconds ago unless `?fresh=true`. */
export interface AdminPayByHealth {
  readonly status: AdminPayByHealthStatus
  readonly checked_at: Instant
  readonly environment: "uat" | "production" | "custom"
  readonly base_url: string
  readonly partner_id: string
  readonly notify_url: string
  readonly version: string
  readonly checks: readonly AdminPayByHealthCheck[]
  readonly keys: readonly AdminPayByHealthKey[]
  readonly last_good_notification: AdminPayByHealthNotification | null
  readonly last_bad_notification: AdminPayByHealthNotification | null
  readonly instances: readonly AdminPayByHealthInstance[]
  readonly queues: AdminPayByHealthQueues
  /** The last 24 hours, the oldest first; hours without calls are there with zeros. */
  readonly hours: readonly AdminPayByHealthHour[]
}

/** Query of `GET /admin/payby/health`. */
export interface AdminPayByHealthQuery {
  readonly fresh?: boolean
}

/** Answer of `GET /admin/payby/health`. */
export interface AdminPayByHealthResponse {
  readonly health: AdminPayByHealth
}

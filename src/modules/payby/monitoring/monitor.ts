import { hostname } from "node:os"
import { generateEntityId } from "@medusajs/framework/utils"
import type { Logger } from "@medusajs/framework/types"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Clock, ObservedCall } from "../../../gateway"
import { CallCounts } from "./call-counts"
import { Instances } from "./instances"
import type { Refusal } from "./instances"
import { VERSION } from "./version"

/** A process reports so often; one that is silent for three times as long is taken for dead. */
export const REPORT_EVERY_MS = 10_000

/**
 * What this process sees of PayBy and of itself: calls, signatures, refused notifications, its job. Kept
 * in memory and reported now and then, never on the path of a checkout.
 */
export class Monitor {
  readonly counts: CallCounts
  readonly instances: Instances
  readonly instanceId = generateEntityId(undefined, "pbinst")
  readonly #startedAt: Date
  readonly #keysUsed = new Map<string, Date>()
  #jobAt: Date | null = null
  #refusal: Refusal | null = null
  #reportedAt: Date | null = null
  #clockAheadMs: number | null = null

  constructor(
    pg: Knex,
    private readonly logger: Logger,
    private readonly clock: Clock,
  ) {
    this.counts = new CallCounts(pg)
    this.instances = new Instances(pg)
    this.#startedAt = clock()
  }

  /** By how much PayBy's clock was ahead of ours at the last answer; null: none came yet. */
  get clockAheadMs(): number | null {
    return this.#clockAheadMs
  }

  /** Hears of every call. One that comes to a process without the job reports, too, and nobody waits for it. */
  heed(call: ObservedCall): void {
    const now = this.clock()
    this.counts.count(call, now)
    if (call.signedBy !== undefined) this.signatureHeld(call.signedBy)
    this.#clockAheadMs = call.clockAheadMs ?? this.#clockAheadMs
    const isSilent =
      this.#reportedAt !== null && now.getTime() > this.#reportedAt.getTime() + 6 * REPORT_EVERY_MS
    if (isSilent) void this.report()
    // A process that never had a job reports for the first time a minute after it started.
    else this.#reportedAt ??= now
  }

  /** A signature of PayBy's held with this key. */
  signatureHeld(fingerprint: string): void {
    this.#keysUsed.set(fingerprint, this.clock())
  }

  /** A notification was refused, for this reason. Whoever sends them decides how many there are: none is written. */
  refused(reason: string): void {
    this.#refusal = { at: this.clock(), reason, count: (this.#refusal?.count ?? 0) + 1 }
  }

  /** A run of the job ended here. */
  async jobRan(): Promise<void> {
    const now = this.clock()
    this.#jobAt = now
    const due = this.#reportedAt === null ? 0 : this.#reportedAt.getTime() + REPORT_EVERY_MS
    if (now.getTime() >= due) await this.report()
  }

  /** Reports now. What fails is said in the log and tried again with the next report. */
  async report(): Promise<void> {
    const now = this.clock()
    this.#reportedAt = now
    try {
      await this.instances.report({
        id: this.instanceId,
        host: hostname(),
        pid: process.pid,
        version: VERSION,
        startedAt: this.#startedAt,
        seenAt: now,
        jobAt: this.#jobAt,
        keysUsed: Object.fromEntries(
          [...this.#keysUsed].map(([key, at]) => [key, at.toISOString()]),
        ),
        refusal: this.#refusal,
      })
      await this.counts.flush(now)
    } catch (error) {
      const reason = error instanceof Error ? error.message : "unknown error"
      this.logger.warn(`PayBy monitoring could not report: ${reason}`)
    }
  }
}

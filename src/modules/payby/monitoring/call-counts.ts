import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { ObservedCall } from "../../../gateway"

/** Calls of one kind that ended one way within an hour. */
export interface CallCount {
  /** The hour's beginning. */
  readonly hour: Date
  readonly call: string
  readonly outcome: string
  readonly calls: number
  readonly tookMs: number
}

const HOUR_MS = 3_600_000
/** As long as counts are kept. */
const KEPT_MS = 14 * 24 * HOUR_MS

/**
 * How many calls were made to PayBy, by hour. They are counted in memory and added to the table now and
 * then, so that no call waits for its count; what a killed process had not added yet is lost.
 */
export class CallCounts {
  #waiting = new Map<string, CallCount>()

  constructor(private readonly pg: Knex) {}

  count(call: ObservedCall, now: Date): void {
    const hour = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS)
    const id = [hour.toISOString(), call.call, call.outcome].join(" ")
    const before = this.#waiting.get(id)
    this.#waiting.set(id, {
      hour,
      call: call.call,
      outcome: call.outcome,
      calls: (before?.calls ?? 0) + 1,
      tookMs: (before?.tookMs ?? 0) + call.tookMs,
    })
  }

  /** Adds what was counted to the table, and forgets what is too old for anybody. */
  async flush(now: Date): Promise<void> {
    const counted = this.#waiting
    if (counted.size === 0) return
    this.#waiting = new Map()
    try {
      await this.add([...counted], now)
    } catch (error) {
      for (const [id, count] of counted) this.putBack(id, count)
      throw error
    }
    const tooOld = new Date(now.getTime() - KEPT_MS)
    await this.pg("payby_call_count").where("hour", "<", tooOld).delete()
  }

  /** What all instances counted since then, the oldest first. */
  async since(start: Date): Promise<CallCount[]> {
    const rows = await this.pg("payby_call_count")
      .where("hour", ">=", start)
      .orderBy("hour", "asc")
      .select<
        { hour: Date | string; call: string; outcome: string; calls: number; took_ms: number }[]
      >("hour", "call", "outcome", "calls", "took_ms")
    return rows.map((row) => ({
      hour: new Date(row.hour),
      call: row.call,
      outcome: row.outcome,
      calls: row.calls,
      tookMs: row.took_ms,
    }))
  }

  private async add(counts: readonly (readonly [string, CallCount])[], now: Date): Promise<void> {
    await this.pg("payby_call_count")
      .insert(
        counts.map(([id, { hour, call, outcome, calls, tookMs }]) => ({
          id,
          hour,
          call,
          outcome,
          calls,
          took_ms: tookMs,
          created_at: now,
          updated_at: now,
        })),
      )
      .onConflict(["hour", "call", "outcome"])
      .merge({
        calls: this.pg.raw("payby_call_count.calls + excluded.calls"),
        took_ms: this.pg.raw("payby_call_count.took_ms + excluded.took_ms"),
        updated_at: now,
      })
  }

  private putBack(id: string, count: CallCount): void {
    const since = this.#waiting.get(id)
    this.#waiting.set(id, {
      ...count,
      calls: count.calls + (since?.calls ?? 0),
      tookMs: count.tookMs + (since?.tookMs ?? 0),
    })
  }
}

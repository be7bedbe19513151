import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { instant } from "../ledger/order"

/** One process of the store, as it last reported. */
export interface Instance {
  readonly id: string
  readonly host: string
  readonly pid: number
  readonly version: string
  readonly startedAt: Date
  readonly seenAt: Date
  /** When a run of its job last ended; null: it runs none. */
  readonly jobAt: Date | null
  /** When a signature of PayBy's last held, by the fingerprint of the key. */
  readonly keysUsed: Readonly<Record<string, string>>
  readonly refusal: Refusal | null
}

/** The last notification that a process refused. */
export interface Refusal {
  readonly at: Date
  readonly reason: string
  /** How many it has refused since it started. */
  readonly count: number
}

interface InstanceRow {
  id: string
  host: string
  pid: number
  version: string
  started_at: Date | string
  seen_at: Date | string
  job_at: Date | string | null
  keys_used: Record<string, string> | null
  refused_at: Date | string | null
  refused_reason: string | null
  refused_count: number
  created_at: Date | string
  updated_at: Date | string
}

/** A process that has not reported for so long is forgotten. */
const FORGOTTEN_MS = 24 * 3_600_000

/** The processes of the store, one row each. */
export class Instances {
  constructor(private readonly pg: Knex) {}

  /** Writes down how a process is doing. The last good and bad signatures of one that is gone stay for a day. */
  async report(instance: Instance): Promise<void> {
    const { refusal, seenAt } = instance
    const values = {
      host: instance.host,
      pid: instance.pid,
      version: instance.version,
      started_at: instance.startedAt,
      seen_at: seenAt,
      job_at: instance.jobAt,
      keys_used: this.pg.raw("?::jsonb", [JSON.stringify(instance.keysUsed)]),
      refused_at: refusal?.at ?? null,
      refused_reason: refusal?.reason ?? null,
      refused_count: refusal?.count ?? 0,
      updated_at: seenAt,
    }
    await this.pg("payby_instance")
      .insert({ id: instance.id, created_at: seenAt, ...values })
      .onConflict("id")
      .merge(values)
    const forgotten = new Date(seenAt.getTime() - FORGOTTEN_MS)
    await this.pg("payby_instance").where("seen_at", "<", forgotten).delete()
  }

  /** All that reported within a day, the latest first. */
  async list(): Promise<Instance[]> {
    const rows = await this.pg<InstanceRow>("payby_instance").orderBy("seen_at", "desc").limit(100)
    return rows.map(instanceOf)
  }
}

function instanceOf(row: InstanceRow): Instance {
  const refusedAt = instant(row.refused_at)
  return {
    id: row.id,
    host: row.host,
    pid: row.pid,
    version: row.version,
    startedAt: new Date(row.started_at),
    seenAt: new Date(row.seen_at),
    jobAt: instant(row.job_at),
    keysUsed: row.keys_used ?? {},
    refusal:
      refusedAt === null
        ? null
        : { at: refusedAt, reason: row.refused_reason ?? "", count: row.refused_count },
  }
}

import type { ObservedCall } from "../../gateway"
import type { Instance } from "../../modules/payby/monitoring/instances"
import { VERSION } from "../../modules/payby/monitoring/version"
import type { Context } from "../../settlement"
import type {
  AdminPayByHealth,
  AdminPayByHealthInstance,
  AdminPayByHealthKey,
  AdminPayByHealthNotification,
  AdminPayByHealthQueues,
} from "../../api/admin/payby/contract"
import type { Queues } from "../../modules/payby/monitoring/queues"
import { checkAddress, checkRawBody, checkReachable } from "./check-address"
import { checkClock, checkKeys } from "./check-gateway"
import type { Echo } from "./check-gateway"
import { checkErrors, checkJob, checkNotifications, checkQueues, isRecent } from "./check-work"
import { worst } from "./finding"
import { firstOfDay, lastHours } from "./hours"
import { probeAddress } from "./probe-address"

const HOUR_MS = 3_600_000

/** Checks the configuration live, and what the store's processes reported. */
export async function checkHealth(ctx: Context): Promise<AdminPayByHealth> {
  const { settings, clock, monitor, search } = ctx.payby
  const [echo, probe] = await Promise.all([
    echoed(ctx),
    probeAddress(settings, () => clock().getTime()),
  ])
  // What this process has counted since its last report belongs to the picture.
  await monitor.counts.flush(clock())
  const now = clock()
  const [instances, queues, counts, newest] = await Promise.all([
    monitor.instances.list(),
    ctx.payby.queues(),
    monitor.counts.since(firstOfDay(now)),
    search.notifications.page({}, { limit: 1, offset: 0 }),
  ])
  const good = goodOf(newest.rows[0])
  const bad = badOf(instances)
  const lastHour = counts.filter(({ hour }) => hour.getTime() > now.getTime() - HOUR_MS)
  const checks = [
    checkKeys(echo),
    checkClock(echo),
    checkAddress(settings),
    checkReachable(probe),
    checkRawBody(probe),
    checkNotifications(good, bad),
    checkJob(instances, now),
    checkQueues(queues, now),
    checkErrors(lastHour),
  ]
  return {
    status: worst(checks),
    checked_at: now.toISOString(),
    environment: settings.environment,
    base_url: settings.baseUrl,
    partner_id: settings.partnerId,
    notify_url: settings.notifyUrl,
    version: VERSION,
    checks,
    keys: keysOf(ctx, instances, echo),
    last_good_notification: good,
    last_bad_notification: bad,
    instances: instances.map((instance) => instanceView(instance, now)),
    queues: queuesView(queues),
    hours: lastHours(counts, now),
  }
}

async function echoed(ctx: Context): Promise<Echo> {
  let call: ObservedCall | undefined
  const off = ctx.payby.onCall((seen) => {
    if (seen.call === "verifySign") call = seen
  })
  const outcome = await ctx.payby.gateway.verifySign().finally(off)
  return { outcome, call }
}

function keysOf(
  ctx: Context,
  instances: readonly Instance[],
  { call }: Echo,
): AdminPayByHealthKey[] {
  const { settings, clock } = ctx.payby
  const used = instances.flatMap(({ keysUsed }) => Object.entries(keysUsed))
  if (call?.signedBy !== undefined) used.push([call.signedBy, clock().toISOString()])
  const lastUse = (fingerprint: string) =>
    used
      .filter(([key]) => key === fingerprint)
      .map(([, at]) => at)
      .sort()
      .at(-1) ?? null
  const ours = settings.privateKey.publicKey.fingerprint
  return [
    { fingerprint: ours, role: "merchant", last_used_at: null },
    ...settings.paybyPublicKeys.map(({ fingerprint }): AdminPayByHealthKey => ({
      fingerprint,
      role: "payby",
      last_used_at: lastUse(fingerprint),
    })),
  ]
}

function goodOf(
  newest: { receivedAt: Date; kind: string; merchantOrderNo: string | null } | undefined,
): AdminPayByHealthNotification | null {
  if (newest === undefined) return null
  const { receivedAt, kind, merchantOrderNo } = newest
  return { at: receivedAt.toISOString(), kind, merchant_order_no: merchantOrderNo, reason: null }
}

function badOf(instances: readonly Instance[]): AdminPayByHealthNotification | null {
  const refusals = instances.flatMap(({ refusal }) => refusal ?? [])
  const last = refusals.sort((a, b) => b.at.getTime() - a.at.getTime())[0]
  if (last === undefined) return null
  return { at: last.at.toISOString(), kind: null, merchant_order_no: null, reason: last.reason }
}

function instanceView(instance: Instance, now: Date): AdminPayByHealthInstance {
  return {
    id: instance.id,
    host: instance.host,
    pid: instance.pid,
    started_at: instance.startedAt.toISOString(),
    seen_at: instance.seenAt.toISOString(),
    job_at: instance.jobAt?.toISOString() ?? null,
    alive: isRecent(instance.seenAt, now),
  }
}

function queuesView(queues: Queues): AdminPayByHealthQueues {
  const oldest = queues.oldestUndecided
  return {
    orders_due: queues.ordersDue,
    orders_undecided: queues.ordersUndecided,
    notifications_waiting: queues.notificationsWaiting,
    notifications_poison: queues.notificationsPoison,
    refunds_open: queues.refundsOpen,
    attention: queues.attention,
    oldest_undecided: oldest && {
      merchant_order_no: oldest.merchantOrderNo,
      since: oldest.since.toISOString(),
    },
  }
}

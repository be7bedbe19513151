import type { CallCount } from "../../modules/payby/monitoring/call-counts"
import type { Instance } from "../../modules/payby/monitoring/instances"
import type { Queues } from "../../modules/payby/monitoring/queues"
import type {
  AdminPayByHealthCheck,
  AdminPayByHealthNotification,
} from "../../api/admin/payby/contract"
import { finding } from "./finding"

/** A run works for ten seconds at most and comes again after two; beyond this it is stuck or gone. */
const JOB_SILENT_MS = 60_000
/** What is due for so long waits for something that is wrong. */
const LATE_MS = 60_000
const FAR_TOO_LATE_MS = 5 * 60_000
/** Of the last hour's calls: from so many on, a share is worth a word. */
const FEW_CALLS = 5

/** Whether somebody runs the job. */
export function checkJob(instances: readonly Instance[], now: Date): AdminPayByHealthCheck {
  const running = instances.filter(({ jobAt }) => jobAt !== null && isRecent(jobAt, now))
  const latest = instances.flatMap(({ jobAt }) => jobAt ?? []).sort((a, b) => +b - +a)[0]
  const facts = { instances: running.length, last_run: latest?.toISOString() ?? null }
  if (running.length > 0) {
    const message = `The job runs on ${running.length} ${running.length === 1 ? "instance" : "instances"}.`
    return finding("job", "ok", "ok", message, facts)
  }
  const message =
    "No instance runs the job: orders are neither asked about nor closed, and what a notification missed is not found. Start an instance with workerMode “shared” or “worker”."
  return finding("job", "failed", "not_running", message, facts)
}

/** Whether an instance reported lately. */
export function isRecent(at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() < JOB_SILENT_MS
}

/** Whether something waits for too long. */
export function checkQueues(queues: Queues, now: Date): AdminPayByHealthCheck {
  const waitedMs = queues.dueSince === null ? 0 : now.getTime() - queues.dueSince.getTime()
  const facts = { due: queues.ordersDue, waited_ms: waitedMs, poison: queues.notificationsPoison }
  if (waitedMs >= LATE_MS) {
    const minutes = Math.round(waitedMs / 60_000)
    const message = `An order has waited for ${minutes} min to be looked at: the job is not keeping up, or fails at it.`
    return finding(
      "queues",
      waitedMs >= FAR_TOO_LATE_MS ? "failed" : "warning",
      "late",
      message,
      facts,
    )
  }
  if (queues.notificationsPoison > 0) {
    const message = "A notification could not be processed and waits for a person."
    return finding("queues", "warning", "poison", message, facts)
  }
  return finding("queues", "ok", "ok", "Nothing waits for longer than it should.", facts)
}

/** What became of the last notifications. */
export function checkNotifications(
  good: AdminPayByHealthNotification | null,
  bad: AdminPayByHealthNotification | null,
): AdminPayByHealthCheck {
  const facts = { last_good: good?.at ?? null, last_bad: bad?.at ?? null }
  if (bad !== null && (good === null || bad.at > good.at)) {
    const message = `The last notification was refused: ${bad.reason ?? "no reason is known"}`
    return finding("notifications", "warning", "last_refused", message, facts)
  }
  if (good === null) {
    const message = "No notification of PayBy's has come yet."
    return finding("notifications", "unknown", "none_yet", message, facts)
  }
  return finding(
    "notifications",
    "ok",
    "ok",
    "The last notification was PayBy's and is stored.",
    facts,
  )
}

/** How the calls of the last hour ended. */
export function checkErrors(counts: readonly CallCount[]): AdminPayByHealthCheck {
  const calls = sum(counts)
  const errors = sum(counts.filter(({ outcome }) => isError(outcome)))
  const facts = { calls, errors }
  if (calls < FEW_CALLS) {
    const status = errors > 0 ? "warning" : "ok"
    const message = `${errors} of the last hour's ${calls} calls got no answer that counts.`
    return finding("errors", status, errors > 0 ? "some" : "ok", message, facts)
  }
  const percent = Math.round((100 * errors) / calls)
  const message = `${percent} % of the last hour's ${calls} calls got no answer that counts.`
  if (percent >= 50) return finding("errors", "failed", "most", message, facts)
  return finding(
    "errors",
    percent >= 10 ? "warning" : "ok",
    percent >= 10 ? "some" : "ok",
    message,
    facts,
  )
}

/** PayBy did not answer, or its answer does not count. A signed no is an answer. */
export function isError(outcome: string): boolean {
  return outcome !== "ok" && outcome !== "refused"
}

function sum(counts: readonly CallCount[]): number {
  return counts.reduce((total, { calls }) => total + calls, 0)
}

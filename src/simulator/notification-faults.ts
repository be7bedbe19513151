import type { Notice } from "./notice"
import type { NotificationFault, PlannedNotificationFault } from "./notification-types"

type Kind = NotificationFault["kind"]

/** These decide whether and when a notification is sent at all. */
const OF_SENDING: readonly Kind[] = ["lose", "hold", "duplicate", "reorder", "delay"]

/** Faults waiting for notifications, first come first served. */
export class NotificationFaults {
  #waiting: (PlannedNotificationFault & { times: number })[] = []

  add(planned: PlannedNotificationFault): void {
    this.#waiting.push({ ...planned, times: planned.times ?? 1 })
  }

  /** What spoils the sending of this notification as a whole. */
  takeForSending(notice: Notice): NotificationFault | undefined {
    return this.#take(notice, (kind) => OF_SENDING.includes(kind))
  }

  /** What spoils one attempt. */
  takeForAttempt(notice: Notice): NotificationFault | undefined {
    return this.#take(notice, (kind) => !OF_SENDING.includes(kind))
  }

  pending(): PlannedNotificationFault[] {
    return this.#waiting.map((planned) => ({ ...planned }))
  }

  clear(): void {
    this.#waiting = []
  }

  #take(notice: Notice, isWanted: (kind: Kind) => boolean): NotificationFault | undefined {
    const planned = this.#waiting.find(
      ({ about = "*", merchantOrderNo, fault }) =>
        isWanted(fault.kind) &&
        (about === "*" || about === notice.kind) &&
        (merchantOrderNo === undefined || merchantOrderNo === notice.merchantOrderNo),
    )
    if (!planned) return undefined
    planned.times -= 1
    if (planned.times <= 0) this.#waiting = this.#waiting.filter((other) => other !== planned)
    return planned.fault
  }
}

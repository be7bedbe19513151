import type { Agenda } from "./agenda"
import type { Announcement, Notice } from "./notice"
import { deliverNotice, type DeliveryWorld } from "./notice-delivery"
import { NotificationFaults } from "./notification-faults"
import type {
  NotificationAttempt,
  NotificationControl,
  NotificationMode,
  NotificationRecord,
  PlannedNotificationFault,
} from "./notification-types"

/** Minutes between an unacknowledged attempt and the next: 24 h 22 min in all. */
const REPEAT_AFTER_MINUTES = [2, 10, 10, 60, 120, 360, 900]
const MINUTE_MS = 60_000

export interface OutboxWorld extends DeliveryWorld {
  readonly agenda: Agenda
}

/** Sends notifications until they are acknowledged, or PayBy's patience ends. */
export class Outbox implements NotificationControl {
  mode: NotificationMode = "send"
  #world: OutboxWorld
  #faults = new NotificationFaults()
  #notices = new Set<Notice>()
  /** Held until another notification has overtaken them. */
  #overtaken: Notice[] = []
  #attempts: NotificationAttempt[] = []
  #underWay = new Set<Promise<unknown>>()

  constructor(world: OutboxWorld) {
    this.#world = world
  }

  /** Nothing is sent to an order or refund that named no `notifyUrl`. */
  announce(about: Announcement, url: unknown): void {
    if (typeof url !== "string") return
    const { clock, numbers, agenda, settings } = this.#world
    const notice: Notice = {
      ...about,
      url,
      createdAt: clock.now(),
      notifyIds: [numbers.notifyId(clock.now())],
      state: "waiting",
      attempts: 0,
      toLose: 0,
    }
    this.#notices.add(notice)
    if (settings.notifyAfterMs === 0) this.#dispatch(notice)
    else agenda.after(settings.notifyAfterMs, () => this.#dispatch(notice))
  }

  add(planned: PlannedNotificationFault): void {
    this.#faults.add(planned)
  }

  clearFaults(): void {
    this.#faults.clear()
  }

  pendingFaults(): PlannedNotificationFault[] {
    return this.#faults.pending()
  }

  async release(merchantOrderNo?: string): Promise<void> {
    const held = [...this.#notices].filter(
      (notice) =>
        notice.state === "held" &&
        (merchantOrderNo === undefined || notice.merchantOrderNo === merchantOrderNo),
    )
    for (const notice of held) {
      this.#send(notice)
      await this.idle()
    }
  }

  list(): NotificationRecord[] {
    return [...this.#notices].map((notice) => {
      const { kind, merchantOrderNo, refundMerchantOrderNo, status, url, createdAt } = notice
      const { state, attempts, notifyIds } = notice
      const about = { kind, merchantOrderNo, refundMerchantOrderNo, status, url, createdAt }
      return { notifyId: notifyIds[0] ?? "", ...about, state, attempts }
    })
  }

  sent(): NotificationAttempt[] {
    return [...this.#attempts]
  }

  async resend(notifyId: string): Promise<NotificationAttempt> {
    const notice = [...this.#notices].find((candidate) => candidate.notifyIds.includes(notifyId))
    if (!notice) throw new Error(`No notification ${notifyId} was ever due.`)
    return this.#track(this.#deliver(notice))
  }

  async idle(): Promise<void> {
    this.#world.agenda.runDue()
    while (this.#underWay.size > 0) await Promise.all(this.#underWay)
  }

  clear(): void {
    this.mode = "send"
    this.#faults.clear()
    this.#notices.clear()
    this.#overtaken = []
    this.#attempts = []
  }

  /** Decides whether and when the first attempt is made. */
  #dispatch(notice: Notice): void {
    const fault = this.#faults.takeForSending(notice)
    switch (fault?.kind) {
      case "lose":
        if (fault.attempts === undefined) return this.#put(notice, "lost")
        notice.toLose = fault.attempts
        return this.#send(notice)
      case "hold":
        return this.#put(notice, "held")
      case "reorder":
        this.#overtaken.push(notice)
        return this.#put(notice, "held")
      case "delay":
        this.#world.agenda.after(fault.ms, () => this.#send(notice))
        return
      case "duplicate":
        return this.#sendCopies(notice, fault.copies ?? 2, fault.apartMs ?? 0)
      default:
        if (this.mode === "send") return this.#send(notice)
        return this.#put(notice, this.mode === "hold" ? "held" : "lost")
    }
  }

  #sendCopies(notice: Notice, copies: number, apartMs: number): void {
    this.#send(notice)
    for (let copy = 1; copy < copies; copy += 1) {
      const again = () => void this.#track(this.#deliver(notice, notice.lastBytes))
      if (apartMs === 0) again()
      else this.#world.agenda.after(copy * apartMs, again)
    }
  }

  #send(notice: Notice): void {
    void this.#track(this.#attempt(notice))
  }

  /** One attempt of the schedule; plans the next one when it was not acknowledged. */
  async #attempt(notice: Notice): Promise<void> {
    notice.state = "sending"
    notice.attempts += 1
    if (notice.toLose > 0) notice.toLose -= 1
    else await this.#deliver(notice)
    if (this.#isAcknowledged(notice)) return
    const minutes = REPEAT_AFTER_MINUTES[notice.attempts - 1]
    if (minutes === undefined) return this.#put(notice, "given-up")
    notice.state = "repeating"
    this.#world.agenda.after(minutes * MINUTE_MS, () => {
      if (!this.#isAcknowledged(notice)) this.#send(notice)
    })
  }

  async #deliver(notice: Notice, again?: Buffer): Promise<NotificationAttempt> {
    const fault = this.#faults.takeForAttempt(notice)
    const attempt = await deliverNotice(this.#world, notice, fault, again)
    if (this.#notices.has(notice)) this.#attempts.push(attempt)
    if (attempt.acknowledged) notice.state = "acknowledged"
    this.#letOvertakenFollow(notice)
    return attempt
  }

  #letOvertakenFollow(first: Notice): void {
    for (const notice of this.#overtaken.filter((other) => other !== first)) {
      this.#overtaken = this.#overtaken.filter((other) => other !== notice)
      if (notice.state === "held") this.#send(notice)
    }
  }

  #put(notice: Notice, state: Notice["state"]): void {
    notice.state = state
    const { kind, merchantOrderNo } = notice
    this.#world.log(`notification ${kind} ${merchantOrderNo} is ${state}`)
  }

  #isAcknowledged(notice: Notice): boolean {
    return notice.state === "acknowledged"
  }

  #track<Result>(work: Promise<Result>): Promise<Result> {
    this.#underWay.add(work)
    void work.finally(() => this.#underWay.delete(work))
    return work
  }
}

import type { Simulator } from "../../src/simulator"
import type { AdminOrder, BackOffice } from "./back-office"
import type { Timeline } from "./timeline"

const LOOK_EVERY_MS = 50
const LOOK_AT_ORDERS_EVERY = 4

/** Tells what happens at PayBy, and then in the back office, as it happens. */
export class Watch {
  private calls: number
  private notifications: number
  private looks = 0
  private collectionId: string | undefined
  private placed: AdminOrder | undefined
  private readonly timer: NodeJS.Timeout

  constructor(
    private readonly timeline: Timeline,
    private readonly simulator: Simulator,
    private readonly office: BackOffice,
  ) {
    this.calls = simulator.calls().length
    this.notifications = simulator.notifications.sent().length
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS)
  }

  /** From now on, looks out for the order that this collection pays for. */
  expect(collectionId: string): void {
    this.collectionId = collectionId
  }

  /** The order, once there is one; undefined when the time is up. */
  async order(withinMs: number): Promise<AdminOrder | undefined> {
    const until = Date.now() + withinMs
    while (!this.placed && Date.now() < until) await wake(LOOK_EVERY_MS)
    return this.placed
  }

  /** Stops watching, after a last look at PayBy. */
  end(): void {
    clearInterval(this.timer)
    this.catchUp()
  }

  /** Tells what has happened at PayBy since the last look. */
  catchUp(): void {
    const calls = this.simulator.calls()
    for (const { call, path, at, answer } of calls.slice(this.calls)) {
      const said = [answer?.applyStatus, answer?.status].filter(Boolean).join(", ")
      this.timeline.tell("store", `calls ${call ?? path} at PayBy`, said, at)
    }
    this.calls = calls.length
    const sent = this.simulator.notifications.sent()
    for (const { status, at, answer, error } of sent.slice(this.notifications)) {
      const said = answer ? `${answer.http} ${answer.body.trim()}` : (error ?? "no answer")
      this.timeline.tell("PayBy", `notifies the store: ${status ?? "chargeback"}`, said, at)
    }
    this.notifications = sent.length
  }

  private async look(): Promise<void> {
    this.catchUp()
    this.looks += 1
    const { collectionId } = this
    if (!collectionId || this.placed || this.looks % LOOK_AT_ORDERS_EVERY !== 0) return
    // The store may be busy or gone; the next look will tell.
    const [order] = await this.office.ordersOf(collectionId).catch(() => [])
    if (!order || this.placed || order.payment_status !== "captured") return
    this.placed = order
    this.catchUp()
    const price = `${order.currency_code.toUpperCase()} ${order.total.toFixed(2)}`
    this.timeline.tell("Medusa", `has order #${order.display_id}, paid and captured`, price)
  }
}

function wake(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}

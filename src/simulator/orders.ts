import { randomUUID } from "node:crypto"

import type { Agenda, Appointment } from "./agenda"
import type { Books, Order, OrderStatus } from "./books"
import { invalidParameter, Refusal } from "./codes"
import { readMerchantNumber, readText, readTime } from "./fields"
import { type JsonObject, sameParameters } from "./json"
import type { Numbers } from "./numbers"
import { expiryOf, readOrderRequest } from "./order-request"
import type { Settings } from "./settings"
import type { StoryClock } from "./story-clock"

const LONGEST_PROLONGATION_MS = 15 * 24 * 60 * 60 * 1000

export interface OrderWorld {
  readonly books: Books
  readonly clock: StoryClock
  readonly agenda: Agenda
  readonly numbers: Numbers
  readonly settings: Settings
  readonly partnerId: string
  /** Told of every change of an order's status. */
  readonly onChange: (order: Order) => void
}

/** The merchant's calls about payment orders: section by section PayBy's "Payment" pages. */
export class Orders {
  #world: OrderWorld
  #expiries = new Map<Order, Appointment>()

  constructor(world: OrderWorld) {
    this.#world = world
  }

  /** Idempotent by number: identical business parameters find the order they made before. */
  place(biz: JsonObject, requestTime: number): Order {
    const { books, clock, numbers, settings, partnerId } = this.#world
    const request = readOrderRequest(biz, settings.scenes, partnerId)
    const known = books.orders.get(request.merchantOrderNo)
    if (known) return this.#placeAgain(known, biz)
    const order: Order = {
      merchantOrderNo: request.merchantOrderNo,
      orderNo: numbers.orderNo("payment", clock.now()),
      parameters: biz,
      requestTime,
      createdAt: clock.now(),
      totalFils: request.totalFils,
      scene: request.scene,
      token: randomUUID(),
      expiredTime: expiryOf(request.expiredTime, requestTime),
      expiresAtStory: Infinity,
      status: "CREATED",
      revoked: false,
      scanned: false,
      declines: 0,
      history: [{ at: clock.now(), status: "CREATED", why: "placed" }],
    }
    books.addOrder(order)
    this.#awaitExpiry(order)
    return order
  }

  get(biz: JsonObject): Order {
    return this.#named(biz)
  }

  /** Only a `CREATED` order can be cancelled. */
  cancel(biz: JsonObject): Order {
    const order = this.#named(biz)
    if (order.status !== "CREATED") throw finished(order.status)
    this.fail(order, "cancelled by the merchant")
    return order
  }

  /** A finished order takes the new time too, as PayBy's sample shows, and stays what it is. */
  prolong(biz: JsonObject): Order {
    const order = this.#named(biz)
    const now = this.#world.clock.now()
    const expiredTime = readTime(biz, "expiredTime")
    if (expiredTime === undefined) throw invalidParameter("expiredTime is missing")
    if (expiredTime <= now || expiredTime > now + LONGEST_PROLONGATION_MS) {
      throw new Refusal("62089", "expiredTime must be within 15 days from now")
    }
    order.expiredTime = expiredTime
    if (order.status === "CREATED") this.#awaitExpiry(order)
    return order
  }

  expire(order: Order): void {
    this.fail(order, "expired", { failCode: "504", failDes: "SERVICE_TIMEOUT" })
  }

  fail(order: Order, why: string, cause?: { failCode: string; failDes: string }): void {
    order.failCode = cause?.failCode
    order.failDes = cause?.failDes
    this.become(order, "FAILURE", why)
  }

  /** The one place where an order changes its status. */
  become(order: Order, status: OrderStatus, why: string): void {
    this.#expiries.get(order)?.cancel()
    this.#expiries.delete(order)
    order.status = status
    order.history.push({ at: this.#world.clock.now(), status, why })
    this.#world.onChange(order)
  }

  clear(): void {
    this.#expiries.clear()
  }

  #placeAgain(known: Order, biz: JsonObject): Order {
    if (!sameParameters(known.parameters, biz)) {
      throw new Refusal("62016", "the number was used with other business parameters")
    }
    if (known.status !== "CREATED" && this.#world.settings.finishedOrder === "code") {
      throw finished(known.status)
    }
    return known
  }

  #awaitExpiry(order: Order): void {
    const { agenda, clock } = this.#world
    this.#expiries.get(order)?.cancel()
    const life = order.expiredTime - clock.now()
    order.expiresAtStory = clock.story() + life
    this.#expiries.set(
      order,
      agenda.after(life, () => this.expire(order)),
    )
  }

  #named(biz: JsonObject): Order {
    return orderNamed(this.#world.books, biz, "merchantOrderNo", "orderNo")
  }
}

/** A request names its subject by the merchant's number or by PayBy's, never by both. */
export function orderNoField(
  biz: JsonObject,
  merchantField: string,
  ownField: string,
): { merchantOrderNo?: string; orderNo?: string } {
  const merchantOrderNo = readMerchantNumber(biz, merchantField)
  const orderNo = readText(biz, ownField, 64)
  if (merchantOrderNo !== undefined && orderNo === undefined) return { merchantOrderNo }
  if (merchantOrderNo === undefined && orderNo !== undefined) return { orderNo }
  throw invalidParameter(`exactly one of ${merchantField} and ${ownField} must be given`)
}

/** The order that a request names; 62004 or 62035 when there is none. */
export function orderNamed(
  books: Books,
  biz: JsonObject,
  merchantField: string,
  ownField: string,
): Order {
  const { merchantOrderNo, orderNo } = orderNoField(biz, merchantField, ownField)
  if (merchantOrderNo === undefined) {
    const order = books.orderByNo(orderNo ?? "")
    if (!order) throw new Refusal("62035", "no such orderNo")
    return order
  }
  const order = books.orders.get(merchantOrderNo)
  if (!order) throw new Refusal("62004", "no such merchant order number")
  return order
}

const FINISHED = { PAID_SUCCESS: "62001", FAILURE: "62002", SETTLED: "62003" } as const

/** The code for an order that is no longer `CREATED`. */
function finished(status: keyof typeof FINISHED): Refusal {
  return new Refusal(FINISHED[status], `the order is ${status}`)
}

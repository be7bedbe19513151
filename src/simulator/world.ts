import type { KeyObject } from "node:crypto"

import { Agenda } from "./agenda"
import type { ApiWorld } from "./api"
import { Books, type Order, type Refund } from "./books"
import { CallLog } from "./calls"
import { FaultQueue } from "./faults"
import type { Keyring } from "./keyring"
import { aboutPayment, aboutRefund } from "./notice"
import { Outbox } from "./notifications"
import { Numbers } from "./numbers"
import { Orders } from "./orders"
import { Payer } from "./payer"
import { Refunds } from "./refunds"
import type { Settings } from "./settings"
import type { StoryClock } from "./story-clock"
import { verbs } from "./verbs"

/** Everything inside this PayBy, wired together. */
export interface World extends ApiWorld {
  readonly books: Books
  readonly orders: Orders
  readonly refunds: Refunds
  readonly payer: Payer
  readonly outbox: Outbox
  readonly keyring: Keyring
  readonly payLink: (order: Order) => string
}

export interface WorldParts {
  readonly clock: StoryClock
  readonly settings: Settings
  readonly keyring: Keyring
  readonly partnerId: string
  readonly payLink: (order: Order) => string
  readonly closing: AbortSignal
  readonly log: (line: string) => void
}

export function createWorld(parts: WorldParts): World {
  const { clock, keyring } = parts
  const { merchantKey, strangersKey, paybyKey } = keyring
  const keys: { merchantKey: KeyObject; strangersKey: KeyObject; paybyKey: () => KeyObject } = {
    merchantKey,
    strangersKey,
    paybyKey,
  }
  const shared = {
    ...parts,
    ...keys,
    books: new Books(),
    numbers: new Numbers(),
    agenda: new Agenda(clock),
    calls: new CallLog(),
    faults: new FaultQueue(),
  }
  const outbox = new Outbox(shared)
  const orders = new Orders({ ...shared, onChange: (order) => tellOrder(shared, outbox, order) })
  const refunds = new Refunds({
    ...shared,
    onChange: (refund) => tellRefund(shared, outbox, refund),
  })
  const payer = new Payer({ ...shared, orders })
  const acting = { ...shared, outbox, orders, refunds, payer }
  return { ...acting, verbs: verbs(acting) }
}

type Telling = Pick<World, "settings" | "partnerId" | "numbers" | "log">

/** Which of an order's changes the merchant hears of. */
function tellOrder({ settings, partnerId, numbers, log }: Telling, outbox: Outbox, order: Order) {
  log(`order ${order.merchantOrderNo} is ${order.status}: ${order.history.at(-1)?.why ?? ""}`)
  const toldBefore = order.history.some(({ status }) => status === "PAID_SUCCESS")
  const isSilent =
    (order.status === "FAILURE" && !settings.notifyOnFailure) ||
    (order.status === "SETTLED" && toldBefore && !settings.notifyOnSettled)
  if (isSilent) return
  outbox.announce(aboutPayment(order, partnerId, numbers.turn()), order.parameters.notifyUrl)
}

/** A refund is notified when it is finished, to its own `notifyUrl`. */
function tellRefund({ log }: Telling, outbox: Outbox, refund: Refund) {
  log(`refund ${refund.refundMerchantOrderNo} is ${refund.status}`)
  if (refund.status !== "SUCCESS" && refund.status !== "FAILURE") return
  outbox.announce(aboutRefund(refund), refund.parameters.notifyUrl)
}

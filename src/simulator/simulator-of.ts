import type { Refund, RefundStatus } from "./books"
import { filsOf } from "./money"
import { aboutChargeback } from "./notice"
import { demand, viewOf } from "./records"
import type { Settings } from "./settings"
import type { Simulator, TransferSeed } from "./simulator"
import type { World } from "./world"

/** The object in a test's hand: every power over this PayBy. */
export function simulatorOf(
  world: World,
  url: string,
  initial: Readonly<Settings>,
  listening: Pick<Simulator, "goDown" | "comeBack" | "close">,
): Simulator {
  const { books, calls, faults, payer, outbox, keyring, clock, agenda, settings } = world
  const initialScale = clock.scale
  return {
    baseUrl: `${url}/sgs/api`,
    url,
    control: `${url}/control`,
    partnerId: world.partnerId,
    get paybyPublicKey() {
      return keyring.paybyPublicKey()
    },
    merchantPrivateKey: keyring.merchantPrivateKey,
    books: viewOf(books, world.payLink, () => agenda.runDue()),
    calls: (filter) => calls.list(filter),
    callCount: (path) => calls.count(path),
    onCall: (listener) => calls.listen(listener),
    pay: async (no, options) => payer.pay(no, options),
    decline: async (no, options) => payer.decline(no, options),
    expire: async (no) => payer.expire(no),
    settle: async (no) => payer.settle(no),
    scan: async (no) => payer.scan(no),
    chargeback: async (no, options) => {
      const chargeback = payer.chargeback(no, options)
      const order = demand(books.orders.get(no), "order", no)
      outbox.announce(aboutChargeback(chargeback, world.partnerId), order.parameters.notifyUrl)
    },
    settleRefund: async (no) => advanceRefund(world, no, "REFUNDED_SETTLED"),
    succeedRefund: async (no) => advanceRefund(world, no, "SUCCESS"),
    failRefund: async (no, cause = {}) => {
      const refund = unfinishedRefund(world, no)
      refund.failCode = cause.failCode ?? "62030"
      refund.failDes = cause.failDes ?? "ORDER_BANK_FAIL"
      world.refunds.become(refund, "FAILURE")
    },
    addTransfer: (seed) => addTransfer(world, seed),
    faults,
    notifications: outbox,
    settings: () => ({ ...settings }),
    configure: (changes) => void Object.assign(settings, changes),
    rotateKey: () => keyring.rotate(),
    get timeScale() {
      return clock.scale
    },
    set timeScale(scale) {
      clock.scale = scale
      agenda.rearm()
    },
    advance: (ms) => advance(world, ms),
    skewClock: (ms) => clock.skew(ms),
    reset: () => {
      books.clear()
      calls.clear()
      faults.clear()
      outbox.clear()
      agenda.clear()
      world.orders.clear()
      clock.skew(0)
      clock.scale = initialScale
      Object.assign(settings, initial)
    },
    ...listening,
  }
}

async function advance({ clock, agenda, outbox }: World, ms: number): Promise<void> {
  const end = clock.story() + ms
  await outbox.idle()
  for (let due = agenda.nextDue(); due !== undefined && due <= end; due = agenda.nextDue()) {
    clock.jumpTo(due)
    await outbox.idle()
  }
  clock.jumpTo(end)
  agenda.rearm()
}

function unfinishedRefund({ books }: World, no: string): Refund {
  const refund = demand(books.refunds.get(no), "refund", no)
  if (refund.status === "SUCCESS" || refund.status === "FAILURE") {
    throw new Error(`Refund ${no} is ${refund.status} already.`)
  }
  return refund
}

function advanceRefund(world: World, no: string, status: RefundStatus): void {
  world.refunds.become(unfinishedRefund(world, no), status)
}

function addTransfer({ books, clock, numbers }: World, seed: TransferSeed): void {
  const fils = filsOf(seed.amount)
  if (fils === undefined) throw new Error(`"${seed.amount}" is not an amount such as "5.00".`)
  books.transfers.set(seed.merchantOrderNo, {
    merchantOrderNo: seed.merchantOrderNo,
    orderNo: numbers.orderNo("transfer", clock.now()),
    fils,
    createdAt: clock.now(),
    toBank: seed.toBank ?? false,
    memo: seed.memo ?? "",
    status: seed.status ?? "SUCCESS",
  })
}

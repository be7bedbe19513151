import { anOrder } from "./order.test-support"
import { OrderWatch } from "./order-watch"
import type { PayByOrder } from "./ledger/order"
import { merchantOrderNo } from "../../gateway"

const nobodyLeaves = new AbortController().signal

function books(orders: PayByOrder[]) {
  const reads: string[][] = []
  const watch = new OrderWatch((numbers) => {
    reads.push([...numbers])
    return Promise.resolve(orders.filter((one) => numbers.includes(one.merchantOrderNo)))
  })
  return { watch, reads, orders }
}

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

it("returns as soon as the row is seen to have changed", async () => {
  const { watch, orders } = books([anOrder()])
  const waiting = watch.change(anOrder(), 25_000, nobodyLeaves)
  await jest.advanceTimersByTimeAsync(1_000)
  expect(watch.count).toBe(1)
  orders[0] = anOrder({ status: "PAID_SUCCESS" })
  await jest.advanceTimersByTimeAsync(500)
  await waiting
  expect(watch.count).toBe(0)
})

it.each<[string, Partial<PayByOrder>]>([
  ["is over", { finishedAt: new Date() }],
  ["was scanned", { scannedAt: new Date() }],
  ["has another link", { payUrl: "https://checkout.payby.example/pay?ft=2" }],
])("returns when the order %s", async (_what, changes) => {
  const { watch, orders } = books([anOrder()])
  const waiting = watch.change(anOrder(), 25_000, nobodyLeaves)
  orders[0] = anOrder(changes)
  await jest.advanceTimersByTimeAsync(500)
  await waiting
  expect(watch.count).toBe(0)
})

it("wakes nobody for what no shopper could notice", async () => {
  const { watch } = books([anOrder({ attempts: 7, lookedAt: new Date() })])
  const waiting = watch.change(anOrder(), 25_000, nobodyLeaves)
  await jest.advanceTimersByTimeAsync(5_000)
  expect(watch.count).toBe(1)
  await jest.advanceTimersByTimeAsync(20_000)
  await waiting
})

it.each([
  ["has gone already", AbortSignal.abort(), 25_000],
  ["wants no waiting", nobodyLeaves, 0],
])("returns at once to whoever %s", async (_who, signal, withinMs) => {
  const { watch, reads } = books([anOrder()])
  await watch.change(anOrder(), withinMs, signal)
  expect({ reads, timers: jest.getTimerCount() }).toEqual({ reads: [], timers: 0 })
})

it("goes on reading for those who wait on when one of them has gone", async () => {
  const { watch, orders } = books([anOrder()])
  const gone = new AbortController()
  const left = watch.change(anOrder(), 25_000, gone.signal)
  const waiting = watch.change(anOrder(), 25_000, nobodyLeaves)
  gone.abort()
  await left
  orders[0] = anOrder({ status: "PAID_SUCCESS" })
  await jest.advanceTimersByTimeAsync(500)
  await waiting
  expect(watch.count).toBe(0)
})

it("no longer reads an order that nobody watches", async () => {
  const other = anOrder({ merchantOrderNo: merchantOrderNo("20260301120000-other") })
  const { watch, reads } = books([anOrder(), other])
  const brief = watch.change(other, 600, nobodyLeaves)
  const waiting = watch.change(anOrder(), 2_000, nobodyLeaves)
  await jest.advanceTimersByTimeAsync(2_000)
  await Promise.all([brief, waiting])
  expect(reads.at(-1)).toEqual([anOrder().merchantOrderNo])
})

it("returns when the time is over, although nothing changed", async () => {
  const { watch } = books([anOrder()])
  const waiting = watch.change(anOrder(), 2_000, nobodyLeaves)
  await jest.advanceTimersByTimeAsync(2_000)
  await waiting
  expect(watch.count).toBe(0)
})

it("reads all that is watched with one query, however many watch it", async () => {
  const other = anOrder({ merchantOrderNo: merchantOrderNo("20260301120000-other") })
  const { watch, reads } = books([anOrder(), other])
  const waiting = [anOrder(), anOrder(), other].map((one) => watch.change(one, 600, nobodyLeaves))
  await jest.advanceTimersByTimeAsync(500)
  expect(reads).toHaveLength(1)
  expect(new Set(reads[0])).toEqual(new Set([anOrder().merchantOrderNo, other.merchantOrderNo]))
  await jest.advanceTimersByTimeAsync(100)
  await Promise.all(waiting)
})

it("reads nothing once nobody waits any more", async () => {
  const { watch, reads } = books([anOrder()])
  const gone = new AbortController()
  const waiting = watch.change(anOrder(), 25_000, gone.signal)
  gone.abort()
  await waiting
  await jest.advanceTimersByTimeAsync(60_000)
  expect(reads).toEqual([])
  expect(jest.getTimerCount()).toBe(0)
})

it("goes on looking after the database failed once", async () => {
  let failing = true
  const watch = new OrderWatch(() => {
    if (failing) return Promise.reject(new Error("no connection"))
    return Promise.resolve([anOrder({ status: "PAID_SUCCESS" })])
  })
  const waiting = watch.change(anOrder(), 25_000, nobodyLeaves)
  await jest.advanceTimersByTimeAsync(1_000)
  expect(watch.count).toBe(1)
  failing = false
  await jest.advanceTimersByTimeAsync(500)
  await waiting
})

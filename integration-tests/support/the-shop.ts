import { openShop } from "./shop"
import type { Shop, ShopOptions } from "./shop"

/**
 * Opens one shop for a whole file, and clears its PayBy of faults after each test. What is returned
 * works from the first test on; before that there is nothing behind it.
 */
export function theShop(options?: ShopOptions): Shop {
  let opened: Shop | undefined
  beforeAll(async () => {
    opened = await openShop(options)
  })
  afterEach(() => {
    if (opened === undefined) return
    const { faults, notifications } = opened.simulator
    faults.clear()
    notifications.clearFaults()
    notifications.mode = "send"
    opened.simulator.skewClock(0)
  })
  afterAll(async () => {
    await opened?.close()
  })
  const shop = () => {
    if (opened === undefined) throw new Error("the shop opens before the first test, not earlier")
    return opened
  }
  return {
    get store() {
      return shop().store
    },
    get simulator() {
      return shop().simulator
    },
    get front() {
      return shop().front
    },
    get ctx() {
      return shop().ctx
    },
    get medusa() {
      return shop().medusa
    },
    close: () => shop().close(),
  }
}

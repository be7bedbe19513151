import type { z } from "@medusajs/framework/zod"
import type { sessionInput } from "./providers/payby/scene-choice"
import type { PaymentReason, PaymentStatus } from "./checkout"
import type { StorePayByReason, StorePayBySessionInput, StorePayByStatus } from "./types"

it("understands exactly what the contract says a storefront may send", () => {
  const input: Required<StorePayBySessionInput> = {
    scene: "EWALLET",
    wallet: "ALIPAYPLUS",
    sub_wallet: "ALIPAYCN",
    os_type: "IOS",
    terminal_type: "WAP",
    device_id: "1",
    app_id: "1",
    return_origin: "https://shop.example",
  }
  // Either direction fails to compile when contract and schema part.
  const parsed: Required<z.output<typeof sessionInput>> = input
  const back: StorePayBySessionInput = parsed
  expect(back).toEqual(input)
})

it("tells shoppers exactly the statuses and reasons that the contract has", () => {
  const statuses: Record<PaymentStatus, StorePayByStatus> &
    Record<StorePayByStatus, PaymentStatus> = {
    starting: "starting",
    waiting: "waiting",
    paid: "paid",
    ordered: "ordered",
    closing: "closing",
    closed: "closed",
    returning: "returning",
    returned: "returned",
  }
  const reasons: Record<PaymentReason, StorePayByReason> & Record<StorePayByReason, PaymentReason> =
    {
      "given-up": "given-up",
      expired: "expired",
      replaced: "replaced",
      failed: "failed",
      "paid-otherwise": "paid-otherwise",
      "order-cancelled": "order-cancelled",
      other: "other",
    }
  for (const [name, same] of [...Object.entries(statuses), ...Object.entries(reasons)]) {
    expect(name).toBe(same)
  }
})

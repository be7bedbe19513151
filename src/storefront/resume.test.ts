import { paymentIn, withoutPayment, withPayment } from "./address.ts"
import { cancel } from "./cancel.ts"
import { ordered, payment } from "./contract.test-support.ts"
import { offered } from "./offered.ts"
import { resume } from "./resume.ts"
import { loopbackStore, type LoopbackStore, type Reply } from "./store.test-support.ts"

const CANCEL = "POST /store/payby/payments/PB1/cancel"

let store: LoopbackStore | undefined
afterEach(async () => {
  await store?.close()
  store = undefined
})

async function storeThat(route: string, reply: Reply): Promise<LoopbackStore> {
  store = await loopbackStore({ [route]: () => reply })
  return store
}

describe("an address", () => {
  const PAGE = "https://shop.example/ar/pay?step=2#here"

  it("tells of the payment that was written into it, and keeps what else it said", () => {
    const address = withPayment(PAGE, { number: "PB1" })

    expect(address).toBe("https://shop.example/ar/pay?step=2&merchant_order_no=PB1#here")
    expect(paymentIn(address)).toEqual({ number: "PB1" })
  })

  it("tells of the last payment only", () => {
    const address = withPayment(withPayment(PAGE, { number: "PB1" }), { number: "PB2" })

    expect(paymentIn(address)).toEqual({ number: "PB2" })
  })

  it("tells of none once it was taken out", () => {
    const address = withoutPayment(withPayment(PAGE, { number: "PB1" }))

    expect(address).toBe(PAGE)
    expect(paymentIn(address)).toBeNull()
  })
})

it("takes a payment up from nothing but the address, as another browser has it", async () => {
  const { sdk } = await storeThat("GET /store/payby/payments/PB1", ordered())
  const resumed = resume(sdk, "https://shop.example/waiting?merchant_order_no=PB1")

  expect(resumed?.payment).toEqual({ number: "PB1" })
  expect(await resumed?.outcome).toEqual({ kind: "order", order: "order_1" })
})

it("has nothing to take up where the address tells of nothing", async () => {
  const { sdk, calls } = await storeThat("GET /", "cut")

  expect(resume(sdk, "https://shop.example/waiting?merchant_order_no=")).toBeNull()
  expect(calls).toEqual([])
})

it.each<[string, Reply, object]>([
  ["the store was asked", payment({ status: "closing" }), { kind: "asked" }],
  ["nobody answered", "cut", { kind: "unreachable" }],
  [
    "the store knows no such payment",
    { status: 404, json: { message: "Not found" } },
    { kind: "refused", status: 404, message: "Not found" },
  ],
])("tells when giving up that %s", async (_what, reply, cancelled) => {
  const { sdk, callsOf } = await storeThat(CANCEL, reply)

  expect(await cancel(sdk, { number: "PB1" })).toEqual(cancelled)
  expect(callsOf(CANCEL)).toHaveLength(1)
})

it("tells which ways to pay the shop offers for a cart", async () => {
  const scenes = [{ scene: "EWALLET", wallets: ["ALIPAYPLUS"] }]
  const { sdk, calls } = await storeThat("GET /store/payby/scenes", {
    json: { scenes, provider_id: "pp_payby_payby" },
  })

  expect(await offered(sdk, "cart_1")).toEqual({
    kind: "offered",
    scenes,
    providerId: "pp_payby_payby",
  })
  expect(calls[0]?.query.get("cart_id")).toBe("cart_1")
})

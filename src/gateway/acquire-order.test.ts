import { wireOrderBody, wirePlacedOrder } from "./acquire-order"
import { orderText } from "./loopback.test-support"
import { readAs } from "./reading"

const placed = (interaction: object, more: Record<string, string> = {}) => {
  const acquireOrder: unknown = JSON.parse(orderText("M1", more))
  const reading = readAs(wirePlacedOrder, { acquireOrder, ...interaction })
  return reading.ok ? reading.value : reading.reason
}

describe("a placed order", () => {
  it.each([
    ["no envelope for a link", {}],
    ["an envelope without a link", { interActionParams: {} }],
    ["an envelope that is none", { interactionParams: 7 }],
  ])("has no link when PayBy sends %s", (_what, interaction) => {
    expect(placed(interaction)).toMatchObject({ link: null })
  })

  it("is read from either envelope, the pay page before the deep link", () => {
    const both = { tokenUrl: "https://pay.example/1", deepLink: "payby://1" }
    expect(placed({ interActionParams: both })).toMatchObject({ link: "https://pay.example/1" })
    expect(placed({ interactionParams: { deepLink: "payby://1" } })).toMatchObject({
      link: "payby://1",
    })
  })

  it("has no link that could be paid when it is not waiting for its payment", () => {
    const interActionParams = { tokenUrl: "https://pay.example/1" }
    expect(placed({ interActionParams }, { status: `"PAID_SUCCESS"` })).toMatchObject({
      link: null,
    })
  })
})

it("an order of which PayBy does not say that it was revoked was not", () => {
  const { revoked: _, ...silent } = JSON.parse(orderText("M1"))
  const reading = readAs(wireOrderBody, { acquireOrder: silent })
  expect(reading).toMatchObject({ ok: true, value: { revoked: false } })
})

import { type Merchant, merchantOf, NOON, orderOf, startAtNoon } from "../merchant.test-support"
import type { JsonObject } from "../json"
import type { Simulator } from "../simulator"

let simulator: Simulator
let clock: { now: number }
let merchant: Merchant

beforeAll(async () => {
  ;({ simulator, clock } = await startAtNoon())
  merchant = merchantOf(simulator, () => clock.now)
})
afterEach(() => {
  clock.now = NOON
  simulator.reset()
})
afterAll(() => simulator.close())

async function placed(no: string, more: JsonObject = {}): Promise<string> {
  await merchant.place(orderOf(no, more))
  return simulator.books.order(no).payLink
}

async function look(url: string, language?: string): Promise<string> {
  const response = await fetch(language ? `${url}&lang=${language}` : url)
  return response.text()
}

/** Presses a button of the page as a browser would: its form's address, its fields. */
async function press(url: string, button: "pay" | "decline", body = ""): Promise<Response> {
  const html = await look(url)
  const form = new RegExp(`<form method="post" target="_top" action="([^"]*/${button}\\?[^"]*)"`)
  const action = form.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "/no-such-button"
  return fetch(new URL(action, url), { method: "POST", redirect: "manual", body })
}

describe("the hosted page", () => {
  it("shows what is paid for, how much, which order and how long", async () => {
    const html = await look(await placed("M1"))
    expect(html).toContain('<html lang="en" dir="ltr">')
    expect(html).toContain("Oud &amp; rose, 50 ml")
    expect(html).toContain("200.00 <small>AED</small>")
    expect(html).toContain(">M1</bdi>")
    expect(html).toContain(">2:00:00</time>")
  })

  it("speaks Arabic from right to left, with the Arabic subject", async () => {
    const html = await look(await placed("M1", { subjectAr: "عود وورد" }), "ar")
    expect(html).toContain('<html lang="ar" dir="rtl">')
    expect(html).toContain("عود وورد")
    expect(html).not.toContain("Oud")
    expect(html).toContain("ادفع")
    expect(html).toMatch(/href="\?[^"]*lang=en[^"]*"/)
  })

  it("groups the digits of a large amount", async () => {
    const html = await look(
      await placed("M1", { totalAmount: { amount: 1234567.5, currency: "AED" } }),
    )
    expect(html).toContain("1,234,567.50 <small>AED</small>")
  })

  it("keeps its language when a button brings it back", async () => {
    const url = await placed("M1", { paySceneParams: {} })
    const { headers } = await press(`${url}&lang=ar`, "decline")
    expect(headers.get("location")).toContain("lang=ar")
  })

  it("needs nothing from anywhere and may stand in a frame", async () => {
    const response = await fetch(await placed("M1"))
    expect(response.headers.get("x-frame-options")).toBeNull()
    expect(response.headers.get("content-security-policy")).toBeNull()
    expect(await response.text()).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
  })

  it("cannot be injected with markup", async () => {
    const html = await look(await placed("M1", { subject: '<img src=x onerror="alert(1)">' }))
    expect(html).not.toContain("<img")
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;")
  })

  it("pays, and sends the payer back to exactly the shop's address", async () => {
    const response = await press(await placed("M1"), "pay", "channel=BALANCE")
    expect(response.status).toBe(303)
    expect(response.headers.get("location")).toBe("https://shop.example/return")
    expect(simulator.books.order("M1")).toMatchObject({
      status: "PAID_SUCCESS",
      channel: "BALANCE",
    })
  })

  it("pays once when the button is pressed twice at the same moment", async () => {
    const url = await placed("M1")
    const html = await look(url)
    const action = /action="([^"]*pay[^"]*)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? ""
    const twice = [0, 1].map(() =>
      fetch(new URL(action, url), { method: "POST", redirect: "manual" }),
    )
    const responses = await Promise.all(twice)
    expect(responses.map(({ status }) => status)).toEqual([303, 303])
    const paid = simulator.books.order("M1").history.filter((one) => one.status === "PAID_SUCCESS")
    expect(paid).toHaveLength(1)
  })

  it("declines, sends the payer back, and the order can still be paid", async () => {
    const url = await placed("M1")
    const response = await press(url, "decline")
    expect(response.headers.get("location")).toBe("https://shop.example/return")
    expect(simulator.books.order("M1")).toMatchObject({ status: "CREATED", declines: 1 })
    await press(url, "pay")
    expect(simulator.books.order("M1").status).toBe("PAID_SUCCESS")
  })

  it("stays where it is, and says so, when the shop named no address", async () => {
    const url = await placed("M1", { paySceneParams: {} })
    const declined = await press(url, "decline")
    const location = declined.headers.get("location") ?? ""
    expect(await look(new URL(location, url).href)).toContain("The payment was declined")
    const paid = await press(url, "pay")
    const next = paid.headers.get("location") ?? ""
    expect(await look(new URL(next, url).href)).toContain("Payment received")
  })

  it("takes no money after the order's time, and offers the way back", async () => {
    const url = await placed("M1")
    const html = await look(url)
    await simulator.advance(2 * 3_600_000)
    const action = /action="([^"]*pay[^"]*)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? ""
    const late = await fetch(new URL(action, url), { method: "POST", redirect: "manual" })
    expect(late.headers.get("location")).toMatch(/^\/checkout\?/)
    expect(simulator.books.order("M1")).toMatchObject({ status: "FAILURE", paid: false })
    const closed = await look(url)
    expect(closed).toContain("can no longer be paid")
    expect(closed).toContain('href="https://shop.example/return"')
    expect(closed).not.toContain("<form")
  })

  it("knows no order behind an unknown link", async () => {
    const response = await fetch(`${simulator.url}/checkout?ft=nothing&lang=ar`)
    expect(response.status).toBe(404)
    expect(await response.text()).toContain("هذا الرابط غير موجود")
  })
})

it("counts as scanned when the QR code's page is opened, and can then be paid from", async () => {
  const url = await placed("M1", { paySceneCode: "DYNQR", paySceneParams: {} })
  expect(simulator.books.order("M1").scanned).toBe(false)
  expect(await look(url)).toContain("Code scanned")
  expect(simulator.books.order("M1").scanned).toBe(true)
  await press(url, "pay", "channel=BALANCE")
  expect(simulator.books.order("M1").paid).toBe(true)
})

it("opens the wallet's page behind a deepLink", async () => {
  const paySceneParams = { eWalletCode: "botim-pay", redirectUrl: "https://shop.example/return" }
  const url = await placed("M1", { paySceneCode: "EWALLET", paySceneParams })
  expect(await look(url)).toContain("Here the wallet app would open")
  expect((await press(url, "pay")).headers.get("location")).toBe("https://shop.example/return")
})

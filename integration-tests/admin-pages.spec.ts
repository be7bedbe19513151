import { readFileSync } from "node:fs"
import type { Browser } from "playwright-core"
import { dubaiDay } from "../src/admin/components/statement/dubai-day"
import { openAdmin, type AdminPages } from "./support/admin-pages"
import { openAdminShop, type AdminShop } from "./support/admin-shop"
import { hasChromium, startBrowser } from "./support/browser"
import { eventually } from "./support/eventually"
import {
  medusaIsAway,
  paid,
  paidElsewhere,
  paymentOf,
  refundThatFails,
  unpaid,
  untilState,
} from "./support/staged-payments"

const RARELY = [{ everyMs: 3_600_000 }]
/** The job leaves to staff what they are to do here. */
const POLICY = JSON.stringify({
  preset: "default",
  unpaid: RARELY,
  settling: RARELY,
  notifications: RARELY,
  refundAnswerMs: 60_000,
  returnUnsettledAfterMs: 7_200_000,
})
const PAST_THE_LIMIT_MS = 20 * 60_000

const withChromium = hasChromium() ? describe : describe.skip
const skipped = hasChromium() ? "" : " (skipped: chromium is not installed)"

// Booting a store with its admin and loading that for the first time takes minutes: once for all.
withChromium(`one of the staff, in Medusa's admin${skipped}`, () => {
  let shop: AdminShop
  let browser: Browser
  let admin: AdminPages

  beforeAll(async () => {
    shop = await openAdminShop(POLICY)
    browser = await startBrowser()
    admin = await openAdmin(browser, shop)
  })
  afterEach(() => {
    shop.simulator.faults.clear()
    shop.simulator.skewClock(0)
    shop.simulator.notifications.mode = "send"
  })
  afterAll(async () => {
    await browser?.close()
    await shop?.close()
  })

  const button = (name: string | RegExp) => admin.page.getByRole("button", { name })
  const question = () => admin.page.getByRole("alertdialog")
  const confirm = async (name: string | RegExp) => {
    await question().getByRole("button", { name }).click()
    await question().waitFor({ state: "hidden" })
  }
  const reads = (text: string | RegExp) => admin.page.getByText(text).first().waitFor()

  it("sees the payment beside its order, and nothing beside an order paid in another way", async () => {
    const payment = await paid(shop)
    await admin.open(`/orders/${payment.orderId}`, "PayBy")
    await reads(payment.no)
    await reads(String(shop.simulator.books.order(payment.no).orderNo))
    await button("Copy support text").click()
    const copied = await eventually(async () => admin.copied(), "the copied text")
    expect(copied).toContain(`Merchant order number: ${payment.no}`)
    expect(copied).not.toContain("mariam")
    await button("What happened").click()
    await reads("Order and money agree")
    await admin.picture("order")

    const elsewhere = await paidElsewhere(shop)
    const asked = admin.page.waitForResponse((response) =>
      response.url().includes(`/admin/payby/orders?order_id=${elsewhere}`),
    )
    await admin.open(`/orders/${elsewhere}`, "Customer")
    expect((await (await asked).json()).orders).toEqual([])
    expect(await admin.page.getByRole("heading", { name: "PayBy", exact: true }).count()).toBe(0)
  })

  it("is shown a paid payment without an order, and settles it", async () => {
    const comeBack = await medusaIsAway(shop)
    const payment = await unpaid(shop)
    await shop.simulator.pay(payment.no)
    await untilState(shop, payment.no, "settling")
    const tries = "SELECT 1 FROM payby_order WHERE merchant_order_no = $1 AND attempts > 0"
    await eventually(async () => (await shop.sql(tries, [payment.no])).length > 0, "a try in vain")
    // What was paid a moment ago is not for people yet.
    await shop.sql("UPDATE payby_order SET paid_at = paid_at - interval '10 minutes'")

    await admin.open("/payby", "Needs attention")
    await reads("Paid, but there is no order")
    await admin.picture("attention")
    await comeBack()
    await button(`Settle into an order: ${payment.no}`).click()
    await question().getByRole("textbox").fill("The shopper called")
    await confirm("Settle it")
    await reads("Nothing needs you")

    const settled = await paymentOf(shop, payment.no)
    expect(settled).toMatchObject({ state: "settled", order: { cancelled: false } })
    expect(settled.timeline).toContainEqual(
      expect.objectContaining({
        event: "staff",
        note: "The shopper called",
        detail: expect.objectContaining({ action: "settle", outcome: "done" }),
      }),
    )
  })

  it("finds a payment by its number, asks PayBy about it, and it becomes an order", async () => {
    shop.simulator.notifications.mode = "lose"
    const payment = await unpaid(shop)
    await shop.simulator.pay(payment.no)
    await admin.open("/payby/orders", "Payments")
    await admin.picture("payments")
    await admin.page.getByPlaceholder("Search").fill(payment.no)
    await reads("1 of 1 results")
    await admin.page.getByRole("link", { name: payment.no }).click()
    await reads("Waiting for the payer")
    await admin.picture("payment")
    await button(`Ask PayBy now: ${payment.no}`).click()
    await reads(/^#\d+$/)
    expect(await paymentOf(shop, payment.no)).toMatchObject({ state: "settled" })
  })

  it("gives a payment back with the keyboard alone, after a question that can be declined", async () => {
    const payment = await paid(shop)
    const { keyboard } = admin.page
    const focused = () =>
      admin.page.evaluate<string>(
        "document.activeElement?.ariaLabel ?? document.activeElement?.innerText ?? ''",
      )
    const tabTo = async (name: RegExp) => {
      for (let presses = 0; presses < 120; presses += 1) {
        if (name.test(await focused())) return
        await keyboard.press("Tab")
      }
      throw new Error(`The keyboard never came to ${name}`)
    }
    await admin.open(`/payby/orders/${payment.no}`, "PayBy")
    await admin.picture("give-back", async () => {
      await button(/^(Give the money back|إعادة المبلغ): /).click()
      await question().waitFor()
    })
    await admin.open(`/payby/orders/${payment.no}`, "PayBy")
    await admin.page.getByRole("main").click({ position: { x: 2, y: 2 } })
    await keyboard.press("Tab")
    await tabTo(/^Give the money back/)
    await keyboard.press("Enter")
    await question().waitFor()
    await keyboard.press("Escape")
    await question().waitFor({ state: "hidden" })
    expect(shop.simulator.books.order(payment.no).kept).not.toBe("0.00")

    // The keyboard is back where the question was asked from.
    await eventually(async () => /^Give the money back/.test(await focused()), "the focus")
    await keyboard.press("Enter")
    await question().waitFor()
    await tabTo(/^Give .+ back$/)
    await keyboard.press("Enter")
    await question().waitFor({ state: "hidden" })
    await reads("Money given back")
    expect(shop.simulator.books.order(payment.no).kept).toBe("0.00")
  })

  it("tries a failed refund again", async () => {
    const payment = await paid(shop)
    const failed = await refundThatFails(shop, payment, 5)
    await admin.open("/payby/refunds?state=%22failed%22", "Refunds")
    await reads("The card was closed")
    await admin.picture("refunds")
    await button(`Try the refund again: ${failed}`).click()
    await confirm(/^Refund AED/)
    await eventually(() => shop.simulator.books.refunds(payment.no).length === 2, "a second refund")
    expect(shop.simulator.books.order(payment.no).refunded).toBe("5.00")
  })

  it("processes a notification again", async () => {
    const payment = await unpaid(shop)
    const stranger = "NOT-OUR-NUMBER"
    shop.simulator.notifications.add({ fault: { kind: "lie", merchantOrderNo: stranger } })
    await shop.simulator.pay(payment.no)
    await admin.open("/payby/notifications", "Notifications")
    await reads("Unknown payment")
    await admin.picture("notifications")
    const row = admin.page.getByRole("row").filter({ hasText: stranger })
    await row.getByRole("button", { name: /^Process again/ }).click()
    // What is told is on the screen for seconds only: look out for it before it is asked for.
    await Promise.all([reads("There was nothing to do any more"), confirm("Process it again")])
  })

  it("looks a number up at PayBy, beside what the books say", async () => {
    const payment = await unpaid(shop)
    await admin.open("/payby/look-up", "Look up a number")
    await admin.page.getByRole("textbox", { name: "Number" }).fill(payment.no)
    await button("Ask PayBy").click()
    await reads("PayBy has it")
    await admin.picture("look-up", async () => {
      await admin.page.getByRole("textbox").first().fill(payment.no)
      await admin.page.getByRole("main").getByRole("button").last().click()
      await admin.page.getByRole("heading", { level: 2 }).first().waitFor()
    })
    await admin.page.getByRole("textbox", { name: "Number" }).fill("NEVER-HEARD-OF")
    await button("Ask PayBy").click()
    await reads("PayBy has no such number")
    await reads("Your books do not have this number.")
  })

  it("checks the statement of a day, and takes the differences home", async () => {
    shop.simulator.configure({ statementOfToday: true })
    const payment = await paid(shop)
    await shop.sql("UPDATE payby_order SET amount = amount - 1 WHERE merchant_order_no = $1", [
      payment.no,
    ])
    await admin.open("/payby/statement", "Statement check")
    await admin.page.getByLabel("Day (in Dubai)").fill(dubaiDay(new Date()))
    await button("Check this day").click()
    const row = admin.page.getByRole("row").filter({ hasText: payment.no }).first()
    await row.getByText("The amounts of the payment differ").waitFor()
    await admin.picture("statement")
    const [file] = await Promise.all([
      admin.page.waitForEvent("download"),
      button("Download as CSV").click(),
    ])
    expect(readFileSync(await file.path(), "utf8")).toContain(payment.no)
  })

  it("reads on the health page that PayBy signs with another key, and that the clock is wrong", async () => {
    await admin.open("/payby/health", "Health")
    await reads("Keys and signatures")
    await admin.picture("health")

    const check = (name: string) =>
      admin.page.getByRole("listitem").filter({ has: admin.page.getByText(name, { exact: true }) })
    const wrongly = { kind: "wrongly-signed" } as const
    shop.simulator.faults.add({ call: "*", times: 1_000, fault: wrongly })
    await button("Check again").click()
    await check("Keys and signatures").getByText("Broken").waitFor()
    await admin.picture("health-wrong-key")
    shop.simulator.faults.clear()

    shop.simulator.skewClock(PAST_THE_LIMIT_MS)
    await button("Check again").click()
    await check("Clock").getByText("Broken").waitFor()
    await check("Clock")
      .getByText(/(19|20) minutes behind PayBy's/)
      .waitFor()
    await admin.picture("health-wrong-clock")
  })

  it("reads everything in Arabic, from right to left", async () => {
    const payment = await paid(shop)
    await admin.speak("ar")
    const screens = [
      ["/payby", "يحتاج إلى انتباه"],
      ["/payby/orders", "المدفوعات"],
      [`/payby/orders/${payment.no}`, "ما الذي حدث"],
      [`/orders/${payment.orderId}`, "PayBy"],
      ["/payby/health", "حالة النظام"],
    ] as const
    try {
      for (const [path, heading] of screens) {
        await admin.open(path, heading)
        expect(await admin.page.locator("html").getAttribute("dir")).toBe("rtl")
      }
    } finally {
      await admin.speak("en")
    }
  })
})

import type { Browser } from "playwright-core"
import { hasChromium, startBrowser } from "./support/browser"
import { theShop } from "./support/the-shop"
import { expectPaidOnce, paybyOrdersOf } from "./storefront/both-books"
import { scan } from "./storefront/scan"
import { orderOn, payOn, shoppersOf } from "./storefront/shopper"

if (hasChromium()) describe("a shopper in a real browser", inRealBrowser)
else it.skip("a shopper pays in a real browser (skipped: chromium is not installed)", () => {})

function inRealBrowser(): void {
  const shop = theShop()
  let browser: Browser
  beforeAll(async () => {
    browser = await startBrowser()
  })
  afterAll(async () => {
    await browser.close()
  })
  const shoppers = shoppersOf(
    () => browser,
    () => shop.store.address,
  )
  afterEach(() => shoppers.leave())

  it("pays on PayBy's page and comes back to the order (phone, Arabic)", async () => {
    const { page, words, ...shopper } = await shoppers.enter("phone", "ar")
    const cart = await shopper.fillCart()
    expect(await page.locator("html").getAttribute("dir")).toBe("rtl")
    await shopper.choose(words.pay)
    await payOn(page)

    await expectPaidOnce(shop, cart, await shopper.order())
  })

  it("sees the order by itself when the code is paid on another device (desktop, English)", async () => {
    const { page, words, ...shopper } = await shoppers.enter("desktop", "en")
    const cart = await shopper.fillCart()
    await shopper.choose(words.payByCode)
    const code = page.getByRole("img", { name: words.codeName })
    await code.waitFor()
    const other = await shoppers.enter("phone", "en")
    await other.page.goto(await scan(code))
    await page.getByText(words.scanned).first().waitFor()
    await shopper.picture("code")
    await payOn(other.page)

    await expectPaidOnce(shop, cart, await shopper.order())
    expect(await paybyOrdersOf(shop, cart)).toMatchObject([{ scene: "DYNQR" }])
  })

  it("pays in PayBy's page within the shop's (desktop, Arabic)", async () => {
    const { page, words, ...shopper } = await shoppers.enter("desktop", "ar")
    const cart = await shopper.fillCart()
    await shopper.choose(words.payHere)
    const frame = page.frameLocator(`iframe[title="${words.frameName}"]`)
    await frame.locator("html[lang=ar] #pay").waitFor()
    await shopper.picture("frame")
    await frame.locator("#pay").click()

    await expectPaidOnce(shop, cart, await shopper.order())
  })

  it("is declined, and tries again with the same order number (phone, English)", async () => {
    const { page, words, ...shopper } = await shoppers.enter("phone", "en")
    const cart = await shopper.fillCart()
    await shopper.choose(words.pay)
    await page.locator("#decline").waitFor()
    await shopper.picture("pay")
    await page.locator("#decline").click()
    await page.getByRole("link", { name: words.toPayBy }).waitFor()
    await shopper.picture("unpaid")
    await page.getByRole("link", { name: words.toPayBy }).click()
    await payOn(page)

    await expectPaidOnce(shop, cart, await shopper.order())
    expect(await paybyOrdersOf(shop, cart)).toMatchObject([{ declines: 1, paid: true }])
  })

  it("closes the tab after paying, comes back to the cart and finds the order instead of paying twice", async () => {
    const { page, words, ...shopper } = await shoppers.enter("desktop", "en")
    const cart = await shopper.fillCart()
    const checkout = page.url()
    await shopper.choose(words.pay)
    await page.locator("#pay").waitFor()
    const [{ merchantOrderNo } = { merchantOrderNo: "" }] = await paybyOrdersOf(shop, cart)
    await page.close()
    await shop.simulator.pay(merchantOrderNo)
    const later = await shopper.newTab()
    await later.goto(checkout)
    await later.getByRole("button", { name: words.pay, exact: true }).click()

    await expectPaidOnce(shop, cart, await orderOn(later))
    expect(await paybyOrdersOf(shop, cart)).toHaveLength(1)
  })

  it("comes back from the wallet in another browser and finds the order there (lesson 22)", async () => {
    const { page, words, ...shopper } = await shoppers.enter("phone", "ar")
    const cart = await shopper.fillCart()
    await shopper.choose(words.payInBotim)
    await page.locator("#pay").waitFor()
    const other = await shoppers.enter("phone", "ar")
    await other.page.goto(page.url())
    await payOn(other.page)

    await expectPaidOnce(shop, cart, await other.order())
    expect(await paybyOrdersOf(shop, cart)).toMatchObject([{ scene: "EWALLET" }])
  })

  it("changes the cart in a second tab while the pay page is open, and pays the new amount only", async () => {
    const { page, words, ...shopper } = await shoppers.enter("desktop", "en")
    const cart = await shopper.fillCart()
    const checkout = page.url()
    await shopper.choose(words.pay)
    await page.locator("#pay").waitFor()
    const second = await shopper.newTab()
    await second.goto(checkout)
    await second.getByRole("button", { name: "One more" }).click()
    await second.locator("output", { hasText: "2" }).waitFor()
    await second.getByRole("button", { name: words.pay, exact: true }).click()
    await payOn(second)

    await expectPaidOnce(shop, cart, await orderOn(second))
    const [first, other] = await paybyOrdersOf(shop, cart)
    expect(first).toMatchObject({ status: "FAILURE", paid: false })
    expect(Number(other?.totalAmount)).toBeGreaterThan(Number(first?.totalAmount))
    await page.locator("#pay").click()
    await page.getByText("can no longer be paid").waitFor()
  })

  it("presses the button twice and is asked for the money once", async () => {
    const { page, words, ...shopper } = await shoppers.enter("desktop", "ar")
    const cart = await shopper.fillCart()
    const before = shop.simulator.callCount("placeOrder")
    await page.getByRole("button", { name: words.pay, exact: true }).dblclick()
    await payOn(page)

    await expectPaidOnce(shop, cart, await shopper.order())
    expect(shop.simulator.callCount("placeOrder") - before).toBe(1)
  })

  it("lets a code expire, and starts again with another", async () => {
    const { page, words, ...shopper } = await shoppers.enter("phone", "en")
    const cart = await shopper.fillCart()
    await shopper.choose(words.payByCode)
    await page.getByRole("img", { name: words.codeName }).waitFor()
    const [expired] = await paybyOrdersOf(shop, cart)
    await shop.simulator.expire(expired?.merchantOrderNo ?? "")
    await page.getByRole("button", { name: words.tryAgain }).waitFor()
    await shopper.picture("expired")
    await shopper.choose(words.tryAgain)
    await shopper.choose(words.payByCode)
    await page.getByRole("img", { name: words.codeName }).waitFor()
    const [, next] = await paybyOrdersOf(shop, cart)
    await shop.simulator.pay(next?.merchantOrderNo ?? "")

    await expectPaidOnce(shop, cart, await shopper.order())
    expect(next?.merchantOrderNo).not.toBe(expired?.merchantOrderNo)
  })

  it("reloads the page while the code is shown, and sees the same code and the order", async () => {
    const { page, words, ...shopper } = await shoppers.enter("desktop", "en")
    const cart = await shopper.fillCart()
    await shopper.choose(words.payByCode)
    const link = page.getByRole("link", { name: words.onThisDevice })
    const before = await link.getAttribute("href")
    await page.reload()
    expect(await link.getAttribute("href")).toBe(before)
    const [order] = await paybyOrdersOf(shop, cart)
    await shop.simulator.pay(order?.merchantOrderNo ?? "")

    await expectPaidOnce(shop, cart, await shopper.order())
  })

  it("gives up, which closes the payment at PayBy, and pays the same cart in another way", async () => {
    const { page, words, ...shopper } = await shoppers.enter("phone", "ar")
    const cart = await shopper.fillCart()
    await shopper.choose(words.payByCode)
    await shopper.choose(words.giveUp)
    await page.getByText(words.closed["given-up"]).waitFor()
    await shopper.choose(words.tryAgain)
    await shopper.choose(words.pay)
    await payOn(page)

    await expectPaidOnce(shop, cart, await shopper.order())
    expect(await paybyOrdersOf(shop, cart)).toMatchObject([
      { status: "FAILURE", scene: "DYNQR" },
      { paid: true, scene: "PAYPAGE" },
    ])
  })
}

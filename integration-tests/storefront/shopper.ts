import type { Browser, BrowserContext, Page } from "playwright-core"
import { wordsIn } from "../../src/storefront/words/index"
import { picture } from "./pictures"
import type { Language, Words } from "../../src/storefront/words/index"
import { PHONE, DESKTOP } from "./screens"
import type { Screen } from "./screens"

/** A shopper at a screen, in a language; the words on the buttons are those of that language. */
export interface Shopper {
  readonly page: Page
  readonly words: Words
  /** Another tab of the same browser. */
  newTab(): Promise<Page>
  /** From the product to the checkout; returns the cart's id. */
  fillCart(): Promise<string>
  /** Presses one of the ways to pay, by its name. */
  choose(name: string): Promise<void>
  /** Waits for the order's page; returns the order's id. */
  order(): Promise<string>
  /** Keeps a picture for the docs, when asked for. */
  picture(name: string): Promise<void>
}

/** A machine may stand still for half a minute. */
const PATIENCE_MS = 120_000

const SCREENS = { phone: PHONE, desktop: DESKTOP } satisfies Record<string, Screen>

export type Shoppers = ReturnType<typeof shoppersOf>

/** Lets shoppers in, each with a browser of their own, and sends them home again. */
export function shoppersOf(browser: () => Browser, shop: () => string) {
  const contexts: BrowserContext[] = []
  return {
    async enter(screen: keyof typeof SCREENS, language: Language): Promise<Shopper> {
      const context = await browser().newContext({ ...SCREENS[screen], locale: language })
      context.setDefaultTimeout(PATIENCE_MS)
      contexts.push(context)
      return shopperAt(await context.newPage(), shop(), language, screen)
    },
    async leave(): Promise<void> {
      await Promise.all(contexts.splice(0).map((context) => context.close()))
    },
  }
}

function shopperAt(
  page: Page,
  shop: string,
  language: Language,
  screen: keyof typeof SCREENS,
): Shopper {
  const words = wordsIn(language)
  const keep = (name: string) => picture(page, `${name}-${screen}-${language}`)
  return {
    page,
    words,
    newTab: () => page.context().newPage(),
    async fillCart() {
      await page.goto(`${shop}/shop/?lang=${language}`)
      await page.locator("article button").waitFor()
      await keep("product")
      await page.locator("article button").click()
      await page.waitForURL(/cart_id=/)
      await page.getByRole("button", { name: words.pay, exact: true }).waitFor()
      await keep("checkout")
      return new URL(page.url()).searchParams.get("cart_id") ?? ""
    },
    async choose(name) {
      await page.getByRole("button", { name, exact: true }).click()
    },
    async order() {
      const order = await orderOn(page)
      await keep("order")
      return order
    },
    picture: keep,
  }
}

/** Waits until a page shows the order; returns its id. */
export async function orderOn(page: Page): Promise<string> {
  await page.waitForURL(/\/shop\/order\?/)
  const shown = page.locator("[data-order]")
  await shown.waitFor()
  return (await shown.getAttribute("data-order")) ?? ""
}

/** Somebody at PayBy's page pays what it shows. */
export async function payOn(page: Page): Promise<void> {
  await page.locator("#pay").click()
}

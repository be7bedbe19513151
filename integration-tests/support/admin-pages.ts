import { mkdirSync } from "node:fs"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import type { AdminShop } from "./admin-shop"

/** Loading Medusa's admin for the first time means bundling it, which takes minutes on a busy machine. */
const FIRST_LOAD_MS = 400_000
/** What a page may take after that, on a machine that may stand still for half a minute. */
const PATIENCE_MS = 120_000
const WINDOW = { width: 1360, height: 900 }
/** Where pictures go, when somebody wants any. */
const PICTURES = process.env.ADMIN_SCREENSHOTS

export type Language = "en" | "ar"

/** Medusa's admin in a browser, signed in. */
export interface AdminPages {
  readonly page: Page
  /** Goes to a page of the admin by its path below `/app`, and waits for a heading. */
  open(path: string, heading: string | RegExp): Promise<void>
  /** What was copied last. */
  copied(): Promise<string>
  /** Shows everything from now on in this language. */
  speak(language: Language): Promise<void>
  /**
   * Keeps pictures of the present page in both languages for the docs, when asked for. The page is
   * loaded anew for each; `prepare` brings it to where it was.
   */
  picture(name: string, prepare?: () => Promise<void>): Promise<void>
}

/** Signs in as the store's administrator. */
export async function openAdmin(browser: Browser, shop: AdminShop): Promise<AdminPages> {
  const origin = shop.store.store
  const context = await browser.newContext({
    viewport: WINDOW,
    locale: "en-GB",
    timezoneId: "Asia/Dubai",
  })
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  const { email, password } = shop.store.admin
  await page.goto(`${origin}/app/login`, { timeout: FIRST_LOAD_MS })
  await page.getByPlaceholder(/email/i).fill(email, { timeout: FIRST_LOAD_MS })
  await page.getByPlaceholder(/password/i).fill(password)
  await page.getByRole("button", { name: /continue with email/i }).click()
  await page.getByRole("link", { name: "PayBy", exact: true }).waitFor({ timeout: FIRST_LOAD_MS })
  // Where the admin looks first for the language of whoever is signed in.
  const speak = (language: Language) =>
    context.addCookies([{ name: "lng", value: language, url: origin }])
  return {
    page,
    speak,
    async open(path, heading) {
      await page.goto(`${origin}/app${path}`)
      await page.getByRole("heading", { name: heading }).first().waitFor()
    },
    copied: () => page.evaluate<string>("navigator.clipboard.readText()"),
    async picture(name, prepare = async () => undefined) {
      if (PICTURES === undefined) return
      mkdirSync(PICTURES, { recursive: true })
      for (const language of ["ar", "en"] as const) {
        await speak(language)
        await page.reload()
        await settled(page)
        await prepare()
        await page.setViewportSize({ ...WINDOW, height: await heightOf(page) })
        await page.screenshot({
          path: join(PICTURES, `${name}.${language}.png`),
          animations: "disabled",
        })
        await page.setViewportSize(WINDOW)
      }
    },
  }
}

/** Waits until nothing on the page is still on its way. */
async function settled(page: Page): Promise<void> {
  await page.getByRole("heading").first().waitFor()
  await page.waitForLoadState("networkidle")
  await page.waitForFunction("document.querySelector('.animate-pulse') === null")
}

/** As high as what it shows: Medusa's pages scroll within. */
function heightOf(page: Page): Promise<number> {
  return page.evaluate<number>(
    `Math.max(${WINDOW.height}, ...[...document.querySelectorAll("main")].map((it) => it.scrollHeight + 60))`,
  )
}

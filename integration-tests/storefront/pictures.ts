import { mkdirSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "playwright-core"

/** Where pictures go, when somebody wants any. */
const PICTURES = process.env.STOREFRONT_SCREENSHOTS

/** Those that the docs show, as `name-screen-language`. */
const SHOWN: readonly string[] = [
  "checkout-phone-en",
  "checkout-phone-ar",
  "pay-phone-en",
  "code-desktop-en",
  "frame-desktop-ar",
  "unpaid-phone-en",
  "expired-phone-en",
  "order-phone-en",
]

/** Keeps a picture of the page as it is, for the docs, when asked for. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES || !SHOWN.includes(name)) return
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `${name}.png`) })
}

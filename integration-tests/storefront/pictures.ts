import { mkdirSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "playwright-core"

/** Where pictures go, when somebody wants any. */
const PICTURES = process.env.STOREFRONT_SCREENSHOTS

/** Keeps a picture of the page as it is, for the docs, when asked for. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `${name}.png`) })
}

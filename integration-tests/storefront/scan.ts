import jsQR from "jsqr"
import type { Locator } from "playwright-core"
import { PNG } from "pngjs"

/** What a phone reads off a code on the screen. */
export async function scan(code: Locator): Promise<string> {
  const { data, width, height } = PNG.sync.read(await code.screenshot())
  const read = jsQR(Uint8ClampedArray.from(data), width, height)
  if (read === null) throw new Error("no code can be read off the screen")
  return read.data
}

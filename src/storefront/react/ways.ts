import type { Choice } from "../payment.ts"
import { phoneSystem } from "../phone.ts"
import type { Words } from "../words/index.ts"

/**
 * A way to pay as the shopper sees it: PayBy's page, the same within this page, a QR code, or a wallet's
 * app on the phone.
 */
export type Way = "page" | "frame" | "code" | "botim" | "alipay"

/** What it is called. */
export function nameOf(way: Way, words: Words): string {
  switch (way) {
    case "page":
      return words.pay
    case "frame":
      return words.payHere
    case "code":
      return words.payByCode
    case "botim":
      return words.payInBotim
    case "alipay":
      return words.payInAlipay
  }
}

/** What to start for it; null where it makes no sense: wallets' links open apps, which only phones have. */
export function choiceFor(way: Way): Choice | null {
  if (way === "code") return { scene: "DYNQR" }
  if (way === "page" || way === "frame") return { scene: "PAYPAGE" }
  const system = phoneSystem()
  if (system === null) return null
  const wallet = way === "botim" ? "botim-pay" : "ALIPAYPLUS"
  return { scene: "EWALLET", wallet, os_type: system, terminal_type: "WAP" }
}

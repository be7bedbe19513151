import type { ReactElement } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import type { Outcome } from "../outcome.ts"
import type { Link } from "../payment.ts"
import { wordsIn } from "../words/index.ts"
import { clockText } from "./countdown.tsx"
import { PayByButton } from "./pay-button.tsx"
import { PayByCheckout } from "./checkout.tsx"
import { PayByQr } from "./qr-code.tsx"
import { PayByWaiting } from "./waiting.tsx"

const sdk = { client: { fetch: () => Promise.reject(new Error("not asked")) } }
const en = wordsIn("en")
const ar = wordsIn("ar")

/** As a server draws it, where there is no window. */
function drawn(element: ReactElement): string {
  return renderToStaticMarkup(element).replaceAll("&#x27;", "'")
}

function link(leftMs: number): Link {
  return { scene: "DYNQR", url: "https://pay.example/qr?ft=1", expiresAt: Date.now() + leftMs }
}

it("says in Arabic that it is Arabic, from right to left", () => {
  const html = drawn(<PayByButton sdk={sdk} cart="cart_1" language="ar" />)

  expect(html).toContain(`<div lang="ar" dir="rtl">`)
  expect(html).toContain(ar.pay)
})

it("keeps the focus on a button that is busy: it is never disabled, only said to be", () => {
  const html = drawn(<PayByButton sdk={sdk} cart="cart_1" disabled />)

  expect(html).toContain(`aria-disabled="true"`)
  expect(html).not.toMatch(/ disabled/)
})

it("lets a shop say things in its own words", () => {
  const own = { pay: "Buy the pot" }

  expect(drawn(<PayByButton sdk={sdk} cart="cart_1" words={own} />)).toContain("Buy the pot")
})

it("names the code for screen readers, and does not read the clock out", () => {
  const html = drawn(<PayByQr link={link(600_000)} />)

  expect(html).toContain(`role="img" aria-label="${en.codeName}"`)
  expect(html).toContain(`role="timer" aria-live="off"`)
  expect(html).toContain(`<p role="status"`)
})

it("shows no code that has expired, and offers a new one", () => {
  const html = drawn(<PayByQr link={link(-1)} onRefresh={() => undefined} />)

  expect(html).not.toContain("<svg")
  expect(html).not.toContain("https://pay.example")
  expect(html).toContain(en.newCode)
})

it.each<[Outcome, "offers" | "does not offer"]>([
  [{ kind: "closed", why: "expired" }, "offers"],
  [{ kind: "closed", why: "given-up" }, "offers"],
  [{ kind: "unknown" }, "offers"],
  [{ kind: "order", order: "order_1" }, "does not offer"],
  [{ kind: "returned", why: "paid-otherwise" }, "does not offer"],
])("when it ended with %o, %s to try again", (outcome, offers) => {
  const html = drawn(
    <PayByWaiting progress={null} outcome={outcome} onTryAgain={() => undefined} />,
  )

  expect(html.includes(en.tryAgain)).toBe(offers === "offers")
})

it("offers to give up only while the payment can be made", () => {
  const shown = (kind: "starting" | "paid") =>
    drawn(<PayByWaiting progress={{ kind }} outcome={null} onGiveUp={() => undefined} />)

  expect(shown("starting")).toContain(en.giveUp)
  expect(shown("paid")).not.toContain(en.giveUp)
})

it("offers a desktop no wallet that only phones have", () => {
  const html = drawn(
    <PayByCheckout sdk={sdk} cart="cart_1" offer={["page", "botim"]} onOrder={() => undefined} />,
  )

  expect(html).toContain(en.pay)
  expect(html).not.toContain(en.payInBotim)
})

it("says everything in both languages, and in Arabic letters where it is Arabic", () => {
  const said = (words: object): [string, string][] =>
    Object.entries(words).flatMap(([name, text]) =>
      typeof text === "string" ? [[name, text]] : said(Object(text)),
    )
  const arabic = said(ar).filter(([name]) => name !== "direction")

  expect(said(ar).map(([name]) => name)).toEqual(said(en).map(([name]) => name))
  for (const [, text] of arabic) expect(text).toMatch(/[\u0600-\u06FF]{2,}/)
})

it.each([
  [0, "0:00"],
  [61_000, "1:01"],
  [59_001, "1:00"],
  [3_600_000, "1:00:00"],
])("writes %i milliseconds as %s", (ms, text) => {
  expect(clockText(ms)).toBe(text)
})

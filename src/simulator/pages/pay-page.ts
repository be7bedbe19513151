import type { Order } from "../books"
import { decimalText } from "../money"
import { sceneParameter } from "../records"
import { escapeHtml } from "./html"
import { STYLE } from "./style"
import { type Language, type Words, WORDS } from "./words"

/** The three places a pay link can lead to. */
export type Place = "checkout" | "qr" | "wallet"

export interface PayPage {
  readonly order: Order
  readonly place: Place
  readonly language: Language
  /** Story milliseconds until the order expires, and how fast they pass. */
  readonly leftMs: number
  readonly speed: number
  /** The payer was just declined and may try again. */
  readonly declined: boolean
  /** The page's own query, to be carried on. */
  readonly query: URLSearchParams
}

/** The hosted page of one order: to be paid, paid, or closed. */
export function payPage(page: PayPage): string {
  const words = WORDS[page.language]
  const { order } = page
  if (order.status === "CREATED") return frame(page, payable(page, words))
  if (order.status === "FAILURE") {
    return frame(page, outcome("closed", words.closed, words.closedNote) + backLink(order, words))
  }
  return frame(page, outcome("paid", words.paid, words.paidNote) + backLink(order, words))
}

export function unknownPage(language: Language, query: URLSearchParams): string {
  const words = WORDS[language]
  return frame({ language, query }, outcome("closed", words.unknown, words.unknownNote))
}

/** Where the payer goes when the page is done with them; the shop may have named no place. */
export function redirectUrlOf(order: Order): string | undefined {
  return sceneParameter(order.parameters.paySceneParams, "redirectUrl")
}

function payable(page: PayPage, words: Words): string {
  const { order, place } = page
  const remark = { checkout: "", qr: words.scanned, wallet: words.walletOpened }[place]
  const amount = decimalText(order.totalFils).replace(/\B(?=(\d{3})+\.)/g, ",")
  const asWallet = place !== "checkout"
  const action = (name: string) => `/${place}/${name}?${escapeHtml(page.query.toString())}`
  return `
${remark && `<p class="notice">${remark}</p>`}
${page.declined ? `<p class="notice" role="alert">${words.declined}</p>` : ""}
<p class="label">${words.payTo}</p>
<h1 dir="auto">${escapeHtml(subjectOf(order, page.language))}</h1>
<p class="amount"><bdi dir="ltr">${amount} <small>AED</small></bdi></p>
<dl>
  <dt>${words.order}</dt><dd><bdi>${escapeHtml(order.merchantOrderNo)}</bdi></dd>
  <dt>${words.timeLeft}</dt><dd><bdi><time id="left">${clockText(page.leftMs)}</time></bdi></dd>
</dl>
<form method="post" target="_top" action="${action("pay")}">
  <fieldset>
    <legend>${words.method}</legend>
    ${choice("BANKCARD", words.card, !asWallet)}
    ${choice("BALANCE", words.wallet, asWallet)}
  </fieldset>
  <button id="pay">${words.pay} <bdi>${amount} AED</bdi></button>
</form>
<form method="post" target="_top" action="${action("decline")}">
  <button id="decline" class="quiet">${words.decline}</button>
</form>
${countdown(page)}`
}

function choice(channel: string, name: string, chosen: boolean): string {
  const checked = chosen ? " checked" : ""
  return `<label><input type="radio" name="channel" value="${channel}"${checked}> ${name}</label>`
}

function outcome(kind: "paid" | "closed", title: string, note: string): string {
  const mark = kind === "paid" ? "✓" : "×"
  return `<div class="mark ${kind}" aria-hidden="true">${mark}</div>
<h1>${title}</h1><p>${note}</p>`
}

function backLink(order: Order, words: Words): string {
  const url = redirectUrlOf(order)
  if (url === undefined) return ""
  return `<a class="button" target="_top" href="${escapeHtml(url)}">${words.back}</a>`
}

function subjectOf(order: Order, language: Language): string {
  const { subject, subjectAr } = order.parameters
  if (language === "ar" && typeof subjectAr === "string" && subjectAr !== "") return subjectAr
  return typeof subject === "string" ? subject : ""
}

/** Counts down at the speed of story time, then asks the page again. */
function countdown({ leftMs, speed }: PayPage): string {
  return `<script>
(() => {
  const end = Date.now() + ${Math.max(0, leftMs)} / ${speed}
  const show = () => {
    const left = Math.max(0, Math.round((end - Date.now()) * ${speed} / 1000))
    const two = (n) => String(n).padStart(2, "0")
    document.getElementById("left").textContent =
      Math.floor(left / 3600) + ":" + two(Math.floor(left / 60) % 60) + ":" + two(left % 60)
    if (left === 0) setTimeout(() => location.reload(), 1000)
    else setTimeout(show, 500)
  }
  show()
})()
</script>`
}

function clockText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  const two = (value: number) => String(value).padStart(2, "0")
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

function frame(page: { language: Language; query: URLSearchParams }, content: string): string {
  const words = WORDS[page.language]
  const other = new URLSearchParams(page.query)
  other.set("lang", words.otherLanguage.code)
  return `<!doctype html>
<html lang="${page.language}" dir="${words.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>PayBy</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<header><strong>PayBy</strong>
<a href="?${escapeHtml(other.toString())}" lang="${words.otherLanguage.code}">${words.otherLanguage.name}</a>
</header>
<p class="simulated">${words.simulated}</p>
<section>${content}</section>
</main>
</body>
</html>
`
}

import type { IncomingMessage } from "node:http"

import type { Agenda } from "../agenda"
import type { Books, Order } from "../books"
import type { Payer } from "../payer"
import { htmlReply, redirectReply, type Reply, scriptReply } from "../reply"
import type { StoryClock } from "../story-clock"
import { FRAME_SCRIPT, FRAME_SCRIPT_PATH } from "./frame-script"
import { payPage, type Place, redirectUrlOf, unknownPage } from "./pay-page"
import { languageOf } from "./words"

export interface PageWorld {
  readonly books: Books
  readonly payer: Payer
  readonly clock: StoryClock
  readonly agenda: Agenda
}

const ROUTE = /^\/(checkout|qr|wallet)(?:\/(pay|decline))?$/

/** The payer's browser: a page to look at, or a button that was pressed. Undefined: not a page. */
export function answerPage(
  world: PageWorld,
  request: IncomingMessage,
  url: URL,
  bytes: Buffer,
): Reply | undefined {
  if (url.pathname === FRAME_SCRIPT_PATH) return scriptReply(FRAME_SCRIPT)
  const [, place, action] = ROUTE.exec(url.pathname) ?? []
  if (!isPlace(place)) return undefined
  world.agenda.runDue()
  const language = languageOf(url.searchParams.get("lang"))
  const order = world.books.orderByToken(url.searchParams.get("ft") ?? "")
  if (!order) return htmlReply(404, unknownPage(language, url.searchParams))
  if (request.method === "POST") return press(world, order, place, action, url, bytes)
  if (place === "qr" && order.status === "CREATED") world.payer.scan(order.merchantOrderNo)
  return htmlReply(
    200,
    payPage({
      order,
      place,
      language,
      leftMs: order.expiresAtStory - world.clock.story(),
      speed: world.clock.scale,
      declined: url.searchParams.get("declined") === "1",
      query: url.searchParams,
    }),
  )
}

/** An order that is no longer payable stays as it is: pressing twice pays once. */
function press(
  { payer }: PageWorld,
  order: Order,
  place: Place,
  action: string | undefined,
  url: URL,
  bytes: Buffer,
): Reply {
  const no = order.merchantOrderNo
  const cameTooLate = order.status === "FAILURE"
  if (order.status === "CREATED") {
    if (action === "pay") payer.pay(no, { channel: channelIn(bytes) })
    if (action === "decline") payer.decline(no)
  }
  const shop = redirectUrlOf(order)
  if (shop !== undefined && !cameTooLate) return redirectReply(shop)
  const query = new URLSearchParams(url.searchParams)
  if (action === "decline") query.set("declined", "1")
  return redirectReply(`/${place}?${query.toString()}`)
}

function channelIn(bytes: Buffer): string | undefined {
  const channel = new URLSearchParams(bytes.toString("utf8")).get("channel")
  return channel !== null && /^[A-Z]{1,20}$/.test(channel) ? channel : undefined
}

function isPlace(place: string | undefined): place is Place {
  return place === "checkout" || place === "qr" || place === "wallet"
}

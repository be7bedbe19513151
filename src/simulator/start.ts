import type { IncomingMessage, ServerResponse } from "node:http"

import { answerCall } from "./api"
import { answerControl } from "./control/answer"
import { listen } from "./http-server"
import { keyringOf } from "./keyring"
import { payLink } from "./links"
import { answerPage } from "./pages/routes"
import { htmlReply, sendReply } from "./reply"
import { DEFAULT_SETTINGS, type Settings, type SimulatorOptions } from "./settings"
import type { Simulator } from "./simulator"
import { simulatorOf } from "./simulator-of"
import { StoryClock } from "./story-clock"
import { createWorld, type World } from "./world"

const API = "/sgs/api"
/** Looks like a merchant's id at PayBy and is nobody's. */
const DEFAULT_PARTNER_ID = "200000990001"

/** Starts a PayBy on localhost; resolves when it listens. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port, host, partnerId, merchantPublicKey, merchantKeys, paybyPrivateKey, ...rest } =
    options
  const { now = Date.now, timeScale = 1, log = () => undefined, ...changes } = rest
  const mine = partnerId ?? DEFAULT_PARTNER_ID
  if (!/^\d{1,12}$/.test(mine)) throw new Error("partnerId must be 1 to 12 digits.")
  if (host !== undefined && host !== "127.0.0.1") {
    throw new Error("The simulator listens on 127.0.0.1 only.")
  }
  const initial: Readonly<Settings> = { ...DEFAULT_SETTINGS, ...given(changes) }
  const keyring = await keyringOf({ merchantPublicKey, merchantKeys, paybyPrivateKey })
  const closing = new AbortController()
  let url = ""
  const world = createWorld({
    clock: new StoryClock(now, timeScale),
    settings: { ...initial },
    keyring,
    partnerId: mine,
    payLink: (order) => payLink(url, order),
    closing: closing.signal,
    log,
  })
  const listener = await listen(port ?? 0, (request, response, bytes) =>
    route(world, simulator, request, response, bytes),
  )
  url = `http://127.0.0.1:${listener.port}`
  const simulator: Simulator = simulatorOf(world, url, initial, {
    goDown: listener.goDown,
    comeBack: listener.comeBack,
    close: () => {
      closing.abort()
      world.agenda.end()
      return listener.goDown()
    },
  })
  return simulator
}

async function route(
  world: World,
  simulator: Simulator,
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Buffer,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1")
  const call = callPath(url.pathname)
  if (call !== undefined) return answerCall(world, call, bytes, request, response)
  const reply =
    answerPage(world, request, url, bytes) ?? (await answerControl(simulator, request, url, bytes))
  sendReply(response, reply ?? htmlReply(404, "Not found"))
}

/** The path under the API's root. PayBy's SDK asks for the signature echo beside the root. */
function callPath(pathname: string): string | undefined {
  if (pathname === "/sgs/verifySign") return "/verifySign"
  return pathname.startsWith(`${API}/`) ? pathname.slice(API.length) : undefined
}

/** Options that were passed as undefined count as absent. */
export function given<Changes extends object>(changes: Changes): Changes {
  const copy = { ...changes }
  for (const [name, value] of Object.entries(copy)) {
    if (value === undefined) Reflect.deleteProperty(copy, name)
  }
  return copy
}

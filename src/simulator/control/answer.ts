import type { IncomingMessage } from "node:http"

import { parseObject } from "../json"
import type { Reply } from "../reply"
import type { Simulator } from "../simulator"
import type { ControlRequest, Route } from "./route"
import { routesOf } from "./routes"
import { BadRequest } from "./shapes"

const ROOT = "/control"

/** The control API: JSON in, JSON out. Undefined: the path is not under `/control`. */
export async function answerControl(
  simulator: Simulator,
  request: IncomingMessage,
  url: URL,
  bytes: Buffer,
): Promise<Reply | undefined> {
  if (url.pathname !== ROOT && !url.pathname.startsWith(`${ROOT}/`)) return undefined
  if (!isFromHere(request)) return json(403, { error: "The control API is for this machine only." })
  const path = url.pathname.slice(ROOT.length)
  const routes = routesOf(simulator)
  if (path === "" || path === "/") return json(200, contents(simulator, routes))
  for (const route of routes) {
    const no = route.method === request.method ? match(route.path, path) : undefined
    if (no !== undefined) return run(route, no, url.searchParams, bytes)
  }
  return json(404, { error: `There is no ${request.method} ${url.pathname}; see GET ${ROOT}.` })
}

async function run(
  route: Route,
  no: string,
  query: URLSearchParams,
  bytes: Buffer,
): Promise<Reply> {
  const body = bytes.length === 0 ? {} : parseObject(bytes.toString("utf8"))
  if (!body) return json(400, { error: "The body must be a JSON object." })
  try {
    const asked: ControlRequest = { no, query, body }
    return json(200, await route.run(asked))
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const status = error instanceof BadRequest ? 400 : 409
    return json(status, { error: error.message })
  }
}

/** The number in the path, "" when the pattern has none, undefined when the path is another. */
function match(pattern: string, path: string): string | undefined {
  const wanted = pattern.split("/")
  const given = path.split("/")
  if (wanted.length !== given.length) return undefined
  let no = ""
  for (const [index, part] of wanted.entries()) {
    const found = given[index] ?? ""
    if (part === ":no") no = decodeURIComponent(found)
    else if (part !== found) return undefined
  }
  return no
}

function contents(simulator: Simulator, routes: readonly Route[]): object {
  const { baseUrl, partnerId, paybyPublicKey } = simulator
  return {
    about: "PayBy simulator. Amounts are text in AED, times epoch milliseconds.",
    baseUrl,
    partnerId,
    paybyPublicKey,
    routes: routes.map(({ method, path, what }) => ({ method, path: ROOT + path, what })),
  }
}

/**
 * A web page elsewhere must not reach in: its requests carry an Origin, or, after DNS rebinding, a
 * Host that is not loopback.
 */
function isFromHere({ headers }: IncomingMessage): boolean {
  const here = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/
  const origin = headers.origin
  return (
    here.test(headers.host ?? "") &&
    (origin === undefined || here.test(origin.replace(/^https?:\/\//, "")))
  )
}

function json(http: number, value: unknown): Reply {
  const bytes = Buffer.from(JSON.stringify(value), "utf8")
  return { http, bytes, headers: { "content-type": "application/json; charset=utf-8" } }
}

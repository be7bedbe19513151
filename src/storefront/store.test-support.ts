import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import Medusa from "@medusajs/js-sdk"
import type { StoreSdk } from "./sdk.ts"

/** What the store answers to one call: JSON, or what becomes of the connection. */
export type Reply =
  | { readonly status?: number; readonly json: unknown }
  | { readonly status?: number; readonly html: string }
  /** The connection ends without an answer. */
  | "cut"
  /** The connection stays, and nothing ever comes. */
  | "silence"

export interface Call {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: unknown
}

export type Answering = (call: Call, nth: number) => Reply | Promise<Reply>

/** A store on the loopback that answers as a test wants, and the SDK a storefront has of it. */
export interface LoopbackStore {
  readonly sdk: StoreSdk
  readonly calls: readonly Call[]
  /** The calls of one path, such as `POST /store/carts/cart_1/complete`. */
  callsOf(route: string): Call[]
  close(): Promise<void>
}

/** Starts a store; `routes` are exact, such as `GET /store/payby/payments/payses_1`. */
export async function loopbackStore(routes: Record<string, Answering>): Promise<LoopbackStore> {
  const calls: Call[] = []
  const routeOf = (call: Call) => `${call.method} ${call.path}`
  const server = createServer((request, response) => {
    void read(request).then(async (call) => {
      calls.push(call)
      const nth = calls.filter((one) => routeOf(one) === routeOf(call)).length
      const answering = routes[routeOf(call)]
      const reply = answering
        ? await answering(call, nth)
        : { status: 404, json: { type: "not_found", message: "No such route" } }
      send(response, reply)
    })
  })
  const baseUrl = await listen(server)
  return {
    sdk: new Medusa({ baseUrl, publishableKey: "pk_test" }),
    calls,
    callsOf: (route) => calls.filter((call) => routeOf(call) === route),
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

async function read(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const url = new URL(request.url ?? "/", "http://store")
  const text = Buffer.concat(chunks).toString()
  const body: unknown = text === "" ? undefined : JSON.parse(text)
  return { method: request.method ?? "", path: url.pathname, query: url.searchParams, body }
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === "silence") return
  if (reply === "cut") {
    response.destroy()
    return
  }
  const [type, text] =
    "json" in reply
      ? ["application/json", JSON.stringify(reply.json)]
      : ["text/html; charset=utf-8", reply.html]
  response.writeHead(reply.status ?? 200, { "Content-Type": type })
  response.end(text)
}

function listen(server: Server): Promise<string> {
  return new Promise((done) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      const port = address && typeof address === "object" ? address.port : 0
      done(`http://127.0.0.1:${port}`)
    })
  })
}

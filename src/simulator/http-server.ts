import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"

const LARGEST_BODY = 1024 * 1024

export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Buffer,
) => Promise<void> | void

/** A listening socket that can go away and come back at the same port. */
export interface Listener {
  readonly port: number
  /** At once: connections kept alive by a client do not hold it back. */
  goDown(): Promise<void>
  comeBack(): Promise<void>
}

/** Listens on loopback only: whoever can reach the port can move (simulated) money. */
export async function listen(wanted: number, handler: Handler): Promise<Listener> {
  let server = await bind(wanted, handler)
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("The port is not known.")
  const { port } = address
  return {
    port,
    goDown: () => stop(server),
    comeBack: async () => {
      if (!server.listening) server = await bind(port, handler)
    },
  }
}

async function bind(port: number, handler: Handler): Promise<Server> {
  const server = createServer((request, response) => {
    void serve(request, response, handler)
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "127.0.0.1", resolve)
  })
  return server
}

async function stop(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

async function serve(request: IncomingMessage, response: ServerResponse, handler: Handler) {
  try {
    const bytes = await readBody(request)
    if (bytes === undefined) response.writeHead(413, { connection: "close" }).end()
    else await handler(request, response, bytes)
  } catch {
    if (!response.headersSent) response.writeHead(500)
    response.end()
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    length += bytes.length
    if (length > LARGEST_BODY) return undefined
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

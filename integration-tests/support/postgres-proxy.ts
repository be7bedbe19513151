import { connect, createServer } from "node:net"
import type { Socket } from "node:net"
import { FrontendMessages, readsForQuery } from "./postgres-messages"
import type { Statement } from "./postgres-messages"

/** A moment in a store's talk with its database at which everything stands still. */
export interface Moment {
  /** Before the statement reaches the database, or when it is done and nobody has heard. */
  when: "before" | "after"
  /** Whether it is this statement; asked once for each, in the order they come. */
  is: (statement: Statement) => boolean
}

/** Stands between a store and its PostgreSQL, and can stop the talk at any statement. */
export interface PostgresProxy {
  /** The database's address by way of the proxy. */
  readonly url: string
  /** Hears of every statement before it is passed on; returns the way to stop. */
  onStatement(listener: (statement: Statement) => void): () => void
  /** Stops one connection at this moment; resolves when it stands there. */
  hold(moment: Moment): Promise<void>
  /** Forgets what has not been held yet. */
  forget(): void
  /** Ends every connection, and refuses new ones until `mend`: what a client sees of a restart. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

interface Waiting extends Moment {
  reached: () => void
}

/** Starts a proxy for the database at this address. Only what the client says is understood. */
export async function startPostgresProxy(database: URL): Promise<PostgresProxy> {
  const sockets = new Set<Socket>()
  const listeners = new Set<(statement: Statement) => void>()
  let waiting: Waiting[] = []
  let isCut = false

  // A statement is several small messages: held back for each other's acknowledgement, each would take 40 ms.
  const server = createServer({ noDelay: true }, (client) => {
    if (isCut) return void client.destroy()
    const upstream = connect({
      port: Number(database.port),
      host: database.hostname,
      noDelay: true,
    })
    const pair = [client, upstream]
    for (const socket of pair) {
      sockets.add(socket)
      socket.on("error", () => undefined)
      socket.on("close", () => {
        sockets.delete(socket)
        for (const other of pair) other.destroy()
      })
    }
    const messages = new FrontendMessages()
    let isHeld = false
    let answered: (() => void) | undefined

    client.on("data", (chunk) => {
      for (const { bytes, statement } of messages.read(chunk)) {
        if (isHeld) return
        if (statement !== undefined) {
          for (const listener of listeners) listener(statement)
          const moment = waiting.find(({ is }) => is(statement))
          waiting = waiting.filter((other) => other !== moment)
          if (moment?.when === "before") {
            isHeld = true
            moment.reached()
            return
          }
          if (moment?.when === "after") answered = moment.reached
        }
        upstream.write(bytes)
      }
    })
    upstream.on("data", (chunk) => {
      if (answered === undefined) return void client.write(chunk)
      // The answer stays here, and so does everything after it.
      if (!isHeld && readsForQuery(chunk)) {
        isHeld = true
        answered()
      }
    })
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const address = server.address()
  const url = new URL(database)
  url.hostname = "127.0.0.1"
  url.port = String(typeof address === "object" && address !== null ? address.port : 0)
  const endAll = () => sockets.forEach((socket) => socket.destroy())

  return {
    url: url.href,
    onStatement: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    hold: (moment) =>
      new Promise((reached) => {
        waiting.push({ ...moment, reached })
      }),
    forget: () => {
      waiting = []
    },
    cut: () => {
      isCut = true
      endAll()
    },
    mend: () => {
      isCut = false
    },
    close: async () => {
      endAll()
      await new Promise((done) => server.close(done))
    },
  }
}

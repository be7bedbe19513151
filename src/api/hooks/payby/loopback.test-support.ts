import { createServer, type IncomingMessage } from "node:http"
import { connect, type AddressInfo } from "node:net"

/**
 * What `read` makes of a request that arrives as these bytes over a socket, whose sender then hangs up
 * when told to.
 */
export async function readFrom<T>(
  bytes: string,
  read: (request: IncomingMessage) => Promise<T> | T,
  options: { hangUp?: boolean } = {},
): Promise<T> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const { port }: Pick<AddressInfo, "port"> = addressOf(server.address())
  const reading = new Promise<T>((done, fail) => {
    server.once("request", (request, response) => {
      Promise.resolve(read(request))
        .then(done, fail)
        .finally(() => response.end())
    })
  })
  const socket = connect(port, "127.0.0.1", () => {
    socket.write(bytes, () => {
      if (options.hangUp === true) socket.destroy()
    })
  })
  socket.on("error", () => undefined)
  try {
    return await reading
  } finally {
    socket.destroy()
    server.closeAllConnections()
    server.close()
  }
}

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === "string") throw new Error("the server has no port")
  return address
}

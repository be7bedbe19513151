import { createServer } from "node:net"

/** A port of the loopback that nobody listens at just now. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once("error", fail)
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address()
      probe.close(() => done(address && typeof address === "object" ? address.port : 0))
    })
  })
}

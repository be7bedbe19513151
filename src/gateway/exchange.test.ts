import { Agent, createServer, type Server } from "node:https"
import type { AddressInfo, Socket } from "node:net"
import { certificateFor } from "./certificate.test-support"
import { createPayByClient } from "./client"
import { causeOf, exchange, type Answered, type Broken } from "./exchange"
import { keyPair, merchantKeys, paybyKey } from "./loopback.test-support"
import { merchantOrderNo } from "./order-number"
import { mayRepeat } from "./retry"
import { readWhole } from "./whole-body"

const { privateKey, publicKey } = keyPair()
const cert = certificateFor(privateKey, publicKey)
const key = privateKey.export({ format: "pem", type: "pkcs8" })
const alive = new AbortController().signal

describe("over TLS", () => {
  let server: Server
  let agent: Agent
  let bodies: string[]
  let onRequest: (socket: Socket, answer: (text: string) => void) => void
  let url: string

  beforeEach(async () => {
    bodies = []
    onRequest = (_socket, answer) => answer("{}")
    agent = new Agent({ keepAlive: true, ca: cert })
    server = createServer({ key, cert }, (request, response) => {
      const chunks: Buffer[] = []
      request.on("data", (chunk: Buffer) => chunks.push(chunk))
      request.on("end", () => {
        bodies.push(Buffer.concat(chunks).toString("utf8"))
        onRequest(request.socket, (text) => response.end(text))
      })
    })
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve)
    })
    url = `https://127.0.0.1:${portOf(server.address())}/`
  })

  afterEach(async () => {
    agent.destroy()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  const send = () => exchange({ url, headers: {}, bytes: Buffer.from("{}") }, agent, alive)

  it("a letter arrives and is answered", async () => {
    const answer = answered(await send())
    expect(answer.status).toBe(200)
    expect(await readWhole(answer.body)).toEqual({ kind: "whole", bytes: Buffer.from("{}") })
    expect(bodies).toEqual(["{}"])
  })

  it("nothing is sent to a server that cannot prove who it is", async () => {
    const client = createPayByClient({
      baseUrl: url,
      partnerId: "200000030907",
      privateKey: merchantKeys.privateKey,
      paybyPublicKeys: [paybyKey],
      clock: () => new Date(0),
    })
    expect(await client.getOrder(merchantOrderNo("M1"))).toEqual({
      ok: false,
      fault: {
        kind: "unreachable",
        reason: "No connection to PayBy (DEPTH_ZERO_SELF_SIGNED_CERT).",
      },
    })
    expect(bodies).toEqual([])
    client.close()
  })

  it("a pooled connection that dies before any answer may be repeated", async () => {
    await readWhole(answered(await send()).body)
    onRequest = (socket) => socket.destroy()
    const end = broken(await send())
    expect(end).toMatchObject({ mayHaveLeft: true, reused: true, answerBegan: false })
    expect(mayRepeat(end, 1)).toBe(true)
    expect(bodies).toHaveLength(2)
  })

  it("a pooled connection that dies within its answer may not", async () => {
    await readWhole(answered(await send()).body)
    onRequest = (socket) => socket.end("HTTP/1.1 2")
    const end = broken(await send())
    expect(end).toMatchObject({ reused: true, answerBegan: true })
    expect(mayRepeat(end, 1)).toBe(false)
  })

  it("a new connection that dies may have taken the request along", async () => {
    onRequest = (socket) => socket.destroy()
    const end = broken(await send())
    expect(end).toMatchObject({ mayHaveLeft: true, reused: false, answerBegan: false })
    expect(mayRepeat(end, 1)).toBe(false)
  })
})

describe("the cause of a broken exchange", () => {
  const coded = (code: unknown) => Object.assign(new Error("10.0.0.7 refused us"), { code })

  it.each(["ECONNRESET", "ERR_BAD_REQUEST", "E2B"])("is the error's code: %s", (code) => {
    expect(causeOf(coded(code))).toBe(code)
  })

  it.each<[string, unknown]>([
    ["an error without a code", new Error("10.0.0.7 refused us")],
    ["a code that is no text", coded(7)],
    ["a code in small letters", coded("secret")],
    ["a code with more behind it", coded("ECONNRESET at 10.0.0.7")],
    ["a code with more before it", coded("10.0.0.7 ECONNRESET")],
    ["a code of two letters", coded("EX")],
    ["a code of 63 letters", coded("E".repeat(63))],
    ["something with a code that is no error", { code: "ECONNRESET" }],
    ["nothing", null],
  ])("is a network error, and no more, for %s", (_what, error) => {
    expect(causeOf(error)).toBe("network error")
  })
})

function portOf(address: string | AddressInfo | null): number {
  return typeof address === "object" && address !== null ? address.port : 0
}

function answered(end: Answered | Broken): Answered {
  if (end.kind === "broken") throw new Error(`Broken: ${end.cause}`)
  return end
}

function broken(end: Answered | Broken): Broken {
  if (end.kind === "answered") throw new Error(`Answered: ${end.status}`)
  return end
}

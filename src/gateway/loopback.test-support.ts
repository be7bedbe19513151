import { generateKeyPairSync, sign as signBytes, type KeyObject } from "node:crypto"
import { createServer } from "node:net"
import type { AddressInfo, Server, Socket } from "node:net"
import { createPayByClient, type PayByClient, type PayByClientConfig } from "./client"
import { PublicKey } from "./keys"

/** A key pair made for one test run. */
export function keyPair(bits = 2048): { privateKey: KeyObject; publicKey: KeyObject } {
  return generateKeyPairSync("rsa", { modulusLength: bits })
}

/** What {@link clientOf}'s clock says. */
export const NOW = new Date(1_795_420_920_000)

export const merchantKeys = keyPair()
export const paybyKeys = keyPair()
export const strangerKeys = keyPair()
export const paybyKey = new PublicKey(paybyKeys.publicKey)

/** A merchant's client of this other side, for whom time stands still. */
export function clientOf(payby: Loopback, more: Partial<PayByClientConfig> = {}): PayByClient {
  return createPayByClient({
    baseUrl: payby.url,
    partnerId: "200000030907",
    privateKey: merchantKeys.privateKey,
    paybyPublicKeys: [paybyKey],
    clock: () => NOW,
    ...more,
  })
}

/** Signs as the other side does, with nothing of the gateway's own code. */
export function signedBy(key: KeyObject, bytes: string | Buffer): string {
  return signBytes("sha256", Buffer.from(bytes), key).toString("base64")
}

/** One HTTP request as it arrived. */
export interface Arrived {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** Counts connections from 1. */
  readonly connection: number
}

/** What the other side does with a request, on the raw socket. */
export type Behaviour = (socket: Socket, request: Arrived) => void

/** A raw TCP server on loopback that speaks just enough HTTP, so that it can also speak it wrongly. */
export class Loopback {
  readonly requests: Arrived[] = []
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #behaviours: Behaviour[] = []
  #connections = 0
  #greet: (socket: Socket) => void = () => undefined

  private constructor() {
    this.#server = createServer((socket) => this.#accept(socket))
  }

  static async start(): Promise<Loopback> {
    const loopback = new Loopback()
    await new Promise<void>((resolve) => {
      loopback.#server.listen(0, "127.0.0.1", resolve)
    })
    return loopback
  }

  get port(): number {
    const address = this.#server.address()
    return isAddressInfo(address) ? address.port : 0
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/sgs/api`
  }

  /** The behaviours for the next requests, in their order; the last one stays. */
  will(...behaviours: Behaviour[]): void {
    this.#behaviours = behaviours
  }

  /** What happens to connections before anything was read from them. */
  onConnection(greet: (socket: Socket) => void): void {
    this.#greet = greet
  }

  /** Refuses new connections and keeps the present ones. */
  async stopListening(): Promise<void> {
    this.#server.close()
    await new Promise(setImmediate)
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #accept(socket: Socket): void {
    this.#connections += 1
    const connection = this.#connections
    this.#sockets.add(socket)
    socket.on("close", () => this.#sockets.delete(socket))
    socket.on("error", () => undefined)
    this.#greet(socket)
    let buffered = Buffer.alloc(0)
    socket.on("data", (chunk) => {
      buffered = Buffer.concat([buffered, chunk])
      const request = parse(buffered, connection)
      if (!request) return
      buffered = Buffer.alloc(0)
      this.requests.push(request)
      const behaviour = this.#behaviours.length > 1 ? this.#behaviours.shift() : this.#behaviours[0]
      behaviour?.(socket, request)
    })
  }
}

function isAddressInfo(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === "object" && address !== null
}

function parse(bytes: Buffer, connection: number): Arrived | null {
  const end = bytes.indexOf("\r\n\r\n")
  if (end < 0) return null
  const [first = "", ...lines] = bytes.subarray(0, end).toString("latin1").split("\r\n")
  const [method = "", path = ""] = first.split(" ")
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(":")).toLowerCase(),
      line.slice(line.indexOf(":") + 1).trim(),
    ]),
  )
  const body = bytes.subarray(end + 4)
  if (body.length < Number(headers["content-length"] ?? 0)) return null
  return { method, path, headers, body, connection }
}

/** Bytes of a complete HTTP answer. */
export function http(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
): Buffer {
  const bytes = Buffer.from(body)
  const lines = Object.entries({ "content-length": String(bytes.length), ...headers })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} Whatever\r\n${head}\r\n`), bytes])
}

/** Answers with these bytes of JSON, signed as PayBy signs. */
export function answers(
  json: string,
  options: { status?: number; key?: KeyObject } = {},
): Behaviour {
  const sign = signedBy(options.key ?? paybyKeys.privateKey, json)
  return (socket) =>
    socket.write(http(options.status ?? 200, { "content-type": "application/json", sign }, json))
}

/** Answers with these bytes of JSON and no signature. */
export function answersUnsigned(json: string, status = 200): Behaviour {
  return (socket) => socket.write(http(status, { "content-type": "application/json" }, json))
}

/** The text of a successful answer around this body, written the way PayBy writes. */
export function success(body: string): string {
  return `{"head":{"applyStatus":"SUCCESS","code":"0","msg":"SUCCESS","traceCode":"843909"},"body":${body}}`
}

/** The text of a refusing answer. */
export function refusal(code: string, msg: string, applyStatus = "SUCCESS"): string {
  return `{"head":{"applyStatus":"${applyStatus}","code":"${code}","msg":"${msg}","traceCode":"1133"}}`
}

/** An order's JSON text with money as PayBy writes it: trailing zeros, which a parser would lose. */
export function orderText(merchantOrderNo: string, more: Readonly<Record<string, string>> = {}) {
  const fields = {
    merchantOrderNo: `"${merchantOrderNo}"`,
    orderNo: `"131658997939155072"`,
    status: `"CREATED"`,
    totalAmount: `{"currency":"AED","amount":200.00}`,
    payeeMid: `"200000030907"`,
    expiredTime: "1659005138636",
    subject: `"candy flower"`,
    paySceneCode: `"PAYPAGE"`,
    revoked: `"false"`,
    ...more,
  }
  return `{${Object.entries(fields)
    .map(([name, value]) => `"${name}":${value}`)
    .join(",")}}`
}

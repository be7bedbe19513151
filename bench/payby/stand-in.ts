import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto"
import { createServer } from "node:http"
import { setTimeout as wait } from "node:timers/promises"
import type { PayByAddress } from "../store/store"

const ALGORITHM = "RSA-SHA256"
const AMOUNT = '{"amount":10.00,"currency":"AED"}'

/** A PayBy that knows nothing and agrees to everything. */
export interface StandIn extends PayByAddress {
  /** How long it takes to answer, milliseconds. */
  latencyMs: number
  /** How often each order was cancelled since it was last forgotten. */
  readonly cancels: ReadonlyMap<string, number>
  forget(): void
  close(): Promise<void>
}

/**
 * Answers every call about an order of AED 10.00 at once, or after a given time, with a good signature:
 * asked about, it is waiting to be paid; cancelled, it has failed. It keeps no books, so that a hundred
 * thousand orders cost it nothing, and checks nothing: what is measured is the store.
 */
export async function startStandIn(): Promise<StandIn> {
  const merchant = pair()
  const payby = pair()
  const key = createPrivateKey(payby.privateKey)
  const cancels = new Map<string, number>()
  const state = { latencyMs: 0 }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const no = /"merchantOrderNo":"([\w-]+)"/.exec(Buffer.concat(chunks).toString())?.[1] ?? ""
      const isCancel = request.url?.endsWith("/cancelOrder") ?? false
      if (isCancel) cancels.set(no, (cancels.get(no) ?? 0) + 1)
      const bytes = Buffer.from(answerAbout(no, isCancel ? "FAILURE" : "CREATED"))
      const answer = () => {
        response.setHeader("Content-Type", "application/json")
        response.setHeader("sign", sign(ALGORITHM, bytes, key).toString("base64"))
        response.end(bytes)
      }
      if (state.latencyMs === 0) answer()
      else void wait(state.latencyMs).then(answer)
    })
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("it has no port")
  return {
    baseUrl: `http://127.0.0.1:${address.port}/sgs/api`,
    partnerId: "200000990001",
    merchantPrivateKey: merchant.privateKey,
    paybyPublicKey: payby.publicKey,
    cancels,
    get latencyMs() {
      return state.latencyMs
    },
    set latencyMs(ms) {
      state.latencyMs = ms
    },
    forget: () => cancels.clear(),
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function answerAbout(no: string, status: "CREATED" | "FAILURE"): string {
  const head = '{"applyStatus":"SUCCESS","code":"0","msg":"SUCCESS","traceCode":"0"}'
  const order = `{"merchantOrderNo":"${no}","orderNo":"131587112991000943","status":"${status}","totalAmount":${AMOUNT},"payeeMid":"200000990001","requestTime":1587112991000}`
  return `{"head":${head},"body":{"acquireOrder":${order}}}`
}

function pair() {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  })
}

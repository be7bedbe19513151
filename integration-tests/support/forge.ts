import { createSign, generateKeyPairSync } from "node:crypto"
import { connect } from "node:net"

/** A notification's body as PayBy would write it, said by whoever signs it. */
export function notificationBody(order: {
  merchantOrderNo: string
  status?: string
  amount?: string
  currency?: string
}): string {
  const { merchantOrderNo, status = "PAID_SUCCESS", amount = "1.00", currency = "AED" } = order
  const acquireOrder = `{"merchantOrderNo":"${merchantOrderNo}","orderNo":"131587112991000943","status":"${status}","totalAmount":{"amount":${amount},"currency":"${currency}"}}`
  return `{"notify_id":"202004170007499051","notify_timestamp":${Date.now()},"acquireOrder":${acquireOrder}}`
}

/** A key that is nobody's. */
export function strangersKey(): string {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  }).privateKey
}

export function signedWith(privateKey: string, body: string | Buffer): string {
  return createSign("SHA256").update(body).sign(privateKey, "base64")
}

/** Posts bytes to the notification route, as they are. */
export async function notify(
  store: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string; type: string | null }> {
  const response = await fetch(`${store}/hooks/payby`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: new Uint8Array(Buffer.from(body)),
  })
  return {
    status: response.status,
    text: await response.text(),
    type: response.headers.get("content-type"),
  }
}

/** Sends raw bytes over a socket of its own and reads the status line, or "" when there is none. */
export function rawRequest(store: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(store)
  return new Promise((done) => {
    let answer = ""
    const socket = connect(Number(port), hostname, () => socket.end(bytes))
    socket.on("data", (chunk) => (answer += chunk.toString("latin1")))
    socket.on("error", () => done(""))
    socket.on("close", () => done(answer.split("\r\n")[0] ?? ""))
  })
}

import { createHmac, randomBytes } from "node:crypto"
import { createServer } from "node:http"

interface Intent {
  readonly id: string
  readonly object: "payment_intent"
  readonly amount: number
  readonly currency: string
  readonly client_secret: string
  readonly metadata: { readonly session_id: string }
  status: "requires_payment_method" | "succeeded" | "canceled"
  amount_received: number
}

/** A Stripe on the loopback, as far as one checkout by card needs it. It answers at once. */
export interface StripeStub {
  readonly port: number
  readonly secrets: { readonly apiKey: string; readonly webhookSecret: string }
  readonly calls: number
  /** As if the shopper paid in Stripe's form; the webhook comes as it does from Stripe. */
  pay(intentId: string, webhook: string): Promise<void>
  close(): Promise<void>
}

export async function startStripe(): Promise<StripeStub> {
  const intents = new Map<string, Intent>()
  const webhookSecret = `whsec_${randomBytes(16).toString("hex")}`
  let calls = 0
  const answerTo = (method: string, path: string, form: URLSearchParams): [number, unknown] => {
    calls += 1
    const [, , resource, id, action] = path.split("?")[0]?.split("/") ?? []
    if (resource === "customers") return [200, { id: `cus_${newId()}`, object: "customer" }]
    if (method === "POST" && id === undefined) {
      const intent = newIntent(form)
      intents.set(intent.id, intent)
      return [200, intent]
    }
    const intent = intents.get(id ?? "")
    if (intent === undefined) return [404, { error: { type: "invalid_request_error" } }]
    if (action === "capture" && intent.status === "succeeded") {
      const code = "payment_intent_unexpected_state"
      return [400, { error: { type: "invalid_request_error", code, payment_intent: intent } }]
    }
    if (action === "cancel") intent.status = "canceled"
    return [200, intent]
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString())
      const [status, body] = answerTo(request.method ?? "", request.url ?? "", form)
      response.writeHead(status, { "Content-Type": "application/json", "Request-Id": newId() })
      response.end(JSON.stringify(body))
    })
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("it has no port")
  return {
    port: address.port,
    secrets: { apiKey: `sk_test_${randomBytes(12).toString("hex")}`, webhookSecret },
    get calls() {
      return calls
    },
    pay: async (intentId, webhook) => {
      const intent = intents.get(intentId)
      if (intent === undefined) throw new Error(`Stripe has no payment ${intentId}`)
      intent.status = "succeeded"
      intent.amount_received = intent.amount
      const event = {
        id: `evt_${newId()}`,
        object: "event",
        type: "payment_intent.succeeded",
        data: { object: intent },
      }
      const body = JSON.stringify(event)
      const sign = signatureOf(body, webhookSecret)
      const headers = { "Content-Type": "application/json", "Stripe-Signature": sign }
      const said = await fetch(webhook, { method: "POST", headers, body })
      if (!said.ok) throw new Error(`the webhook was answered with ${said.status}`)
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function newIntent(form: URLSearchParams): Intent {
  const id = `pi_${newId()}`
  return {
    id,
    object: "payment_intent",
    amount: Number(form.get("amount")),
    currency: form.get("currency") ?? "",
    client_secret: `${id}_secret_${newId()}`,
    metadata: { session_id: form.get("metadata[session_id]") ?? "" },
    status: "requires_payment_method",
    amount_received: 0,
  }
}

/** Stripe's scheme: HMAC-SHA256 of the time and the bytes. */
function signatureOf(body: string, secret: string): string {
  const at = Math.floor(Date.now() / 1_000)
  return `t=${at},v1=${createHmac("sha256", secret).update(`${at}.${body}`).digest("hex")}`
}

function newId(): string {
  return randomBytes(12).toString("hex")
}

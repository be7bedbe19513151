import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib"
import * as fc from "fast-check"
import { notificationBody, signedWith } from "../support/forge"

/** Stands in every body that PayBy did not sign, so that a log can be searched for them. */
export const CANARY = "canary-6f1d0c2b9e"

/** One request to the notification route, and what it may be answered. */
export interface Hostile {
  readonly kind: string
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string>>
  readonly answers: readonly number[]
}

/** A notification as PayBy sent it. */
export interface Genuine {
  readonly body: string
  readonly sign: string
}

/** What a forger has to work with. */
export interface Arsenal {
  /** Overheard on the wire. */
  readonly genuine: readonly Genuine[]
  /** Orders somebody would like to see paid, or failed. */
  readonly orders: readonly { no: string; amount: string }[]
  /** Keys that are not PayBy's: a stranger's, another environment's, the merchant's own. */
  readonly keys: readonly string[]
  /** PayBy's own: whatever it says of orders that are not ours must change none of ours. */
  readonly paybyKey: string
}

const CONTENT_TYPES = [
  "application/json",
  "application/json; charset=utf-16",
  "text/plain",
  "application/xml",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/octet-stream",
  "",
]

const REFUSED = [401]
/** Node's own HTTP parser may refuse a header first. */
const REFUSED_SOMEHOW = [400, 401]
/** Signed by PayBy: kept, or not understood. */
const TAKEN_OR_MALFORMED = [200, 400]

/** Any hostile request, of every kind that we could think of. */
export function hostileRequests(arsenal: Arsenal): fc.Arbitrary<Hostile> {
  const overheard = fc.constantFrom(...arsenal.genuine)
  const claims = fc
    .record({
      order: fc.constantFrom(...arsenal.orders),
      status: fc.constantFrom("PAID_SUCCESS", "SETTLED", "FAILURE", "CREATED"),
      amount: fc.option(fc.constantFrom("0.01", "1e999", "-5.00", "999999999999.99")),
    })
    .map(({ order, status, amount }) =>
      notificationBody({ merchantOrderNo: order.no, status, amount: amount ?? order.amount }),
    )
    .map((text) => `${text.slice(0, -1)},"note":"${CANARY}"}`)
  const anyJson = fc.json({ maxDepth: 4 }).map((json) => `{"acquireOrder":${json},"x":"${CANARY}"}`)
  const anyText = fc.oneof(claims, anyJson)
  const noSign = fc.constantFrom("", "AAAA", "null", "==", `${CANARY}`, "a".repeat(344))

  return fc.oneof(
    fc
      .record({ one: overheard, at: fc.nat(), mask: fc.integer({ min: 1, max: 255 }) })
      .map(({ one, at, mask }) => ({
        ...request("altered by one byte", changed(Buffer.from(one.body), at, mask), one.sign),
      })),
    fc
      .record({ one: overheard, at: fc.nat(255), mask: fc.integer({ min: 1, max: 255 }) })
      .map(({ one, at, mask }) => {
        const sign = changed(Buffer.from(one.sign, "base64"), at, mask).toString("base64")
        return request("signature altered by one byte", one.body, sign)
      }),
    fc
      .record({ one: overheard, space: fc.constantFrom(0, 1, 2, "\t") })
      .map(({ one, space }) =>
        request(
          "parsed and written again",
          JSON.stringify(JSON.parse(one.body), null, space),
          one.sign,
        ),
      ),
    fc
      .record({ one: overheard, more: fc.constantFrom(" ", "\n", "\0", "{}", "\ufeff") })
      .map(({ one, more }) => request("something appended", one.body + more, one.sign)),
    fc
      .record({ one: overheard, encoding: fc.constantFrom("gzip", "br", "deflate") })
      .map(({ one, encoding }) => ({
        ...request("compressed", compressed(one.body, encoding), one.sign),
        headers: { "Content-Encoding": encoding, sign: one.sign },
      })),
    fc
      .record({ text: anyText, key: fc.constantFrom(...arsenal.keys) })
      .map(({ text, key }) => request("signed by another key", text, signedWith(key, text))),
    fc
      .record({ text: anyText, one: overheard })
      .map(({ text, one }) => request("signed by another body's signature", text, one.sign)),
    fc
      .record({ text: anyText, sign: noSign, type: fc.constantFrom(...CONTENT_TYPES) })
      .map(({ text, sign, type }) => ({
        ...request("without a signature", text, sign),
        headers: { ...(type ? { "Content-Type": type } : {}), ...(sign ? { sign } : {}) },
      })),
    fc
      .record({ bytes: fc.uint8Array({ maxLength: 2_048 }), sign: noSign })
      .map(({ bytes, sign }) =>
        request("any bytes", Buffer.concat([Buffer.from(bytes), Buffer.from(CANARY)]), sign),
      ),
    fc
      .record({ text: anyText, name: fc.constantFrom("sign", "x-sign", "signature"), junk: noSign })
      .map(({ text, name, junk }) => ({
        ...request("two signatures in one", text, ""),
        headers: { [name]: `${junk}, ${junk}` },
        answers: REFUSED_SOMEHOW,
      })),
    fc
      .json({ maxDepth: 3 })
      .map((json) => `{"notify_id":"1","acquireOrder":${json}}`)
      .map((text) => ({
        ...request("PayBy's own signature over anything", text, signedWith(arsenal.paybyKey, text)),
        answers: TAKEN_OR_MALFORMED,
      })),
  )
}

function request(kind: string, body: string | Buffer, sign: string): Hostile {
  const headers = { "Content-Type": "application/json", ...(sign ? { sign } : {}) }
  return { kind, body: Buffer.from(body), headers, answers: REFUSED }
}

/** One byte is another one: `mask` is not zero. */
function changed(bytes: Buffer, at: number, mask: number): Buffer {
  const index = at % bytes.length
  bytes[index] = (bytes[index] ?? 0) ^ mask
  return bytes
}

function compressed(text: string, encoding: string): Buffer {
  if (encoding === "gzip") return gzipSync(text)
  return encoding === "br" ? brotliCompressSync(text) : deflateSync(text)
}

import { bodyOf } from "./body-of"
import { readFrom } from "./loopback.test-support"

const QUARTER_MIB = 256 * 1024

function post(body: string, length = Buffer.byteLength(body)): string {
  return `POST / HTTP/1.1\r\nHost: store\r\nContent-Length: ${length}\r\n\r\n${body}`
}

function chunked(body: string): string {
  const head = "POST / HTTP/1.1\r\nHost: store\r\nTransfer-Encoding: chunked\r\n\r\n"
  return `${head}${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`
}

describe("a body", () => {
  it("is exactly the bytes that came over the wire", async () => {
    const body = await readFrom(post('{"amount": 200.00}  '), bodyOf)
    expect(body).toEqual({ ok: true, bytes: Buffer.from('{"amount": 200.00}  ') })
  })

  it.each([
    ["announced", post("", 2 * QUARTER_MIB)],
    ["not announced", chunked(" ".repeat(QUARTER_MIB + 1))],
  ])("is refused when it is larger than any notification, %s", async (_how, bytes) => {
    expect(await readFrom(bytes, bodyOf)).toEqual({ ok: false, status: 413 })
  })

  it("is no body when its sender hangs up in the middle", async () => {
    const body = await readFrom(post('{"notify', 500), bodyOf, { hangUp: true })
    expect(body).toEqual({ ok: false, status: 400 })
  })
})

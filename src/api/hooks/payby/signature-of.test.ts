import { readFrom } from "./loopback.test-support"
import { signatureOf } from "./signature-of"

function post(...headers: string[]): string {
  return ["POST / HTTP/1.1", "Host: store", ...headers, "Content-Length: 0", "", ""].join("\r\n")
}

describe("a notification's signature", () => {
  it.each(["sign: AAAA", "Sign: AAAA"])("is read from the header %s", async (header) => {
    expect(await readFrom(post(header), signatureOf)).toBe("AAAA")
  })

  it("is none when no header is there", async () => {
    expect(await readFrom(post(), signatureOf)).toBeUndefined()
  })

  it("is none when two are sent, whichever of them may hold", async () => {
    expect(await readFrom(post("sign: AAAA", "Sign: BBBB"), signatureOf)).toBeUndefined()
  })
})

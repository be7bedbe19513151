import { pipeline } from "node:stream/promises"
import { Readable, Writable } from "node:stream"
import type { PayByClient } from "./client"
import {
  answers,
  answersUnsigned,
  clientOf,
  http,
  Loopback,
  refusal,
  success,
} from "./loopback.test-support"
import { holdTime, letPass, releaseTime, timeIsUpOnceArrived } from "./held-time.test-support"
import { startDeadline } from "./deadline"
import { guarded, lookInto, StatementInterrupted, statementFileName } from "./statement"
import type { Statement } from "./statement"

const zip = Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(300_000, 7)])
const headers = {
  "content-type": "application/zip",
  "content-disposition":
    "attachment; filename=200000054800_20210112Transaction_Settle_Statement.zip",
}

let payby: Loopback
let client: PayByClient

async function download(asking: PayByClient = client): Promise<Statement> {
  const outcome = await asking.downloadStatement("20261122")
  if (!outcome.ok) throw new Error(`No statement: ${outcome.fault.kind}`)
  return outcome.value
}

async function collect({ zip }: Statement): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of zip) chunks.push(chunk)
  return Buffer.concat(chunks)
}

beforeEach(async () => {
  payby = await Loopback.start()
  client = clientOf(payby)
})

afterEach(async () => {
  releaseTime()
  client.close()
  await payby.stop()
})

describe("a statement", () => {
  it("is the zip's exact bytes under PayBy's file name", async () => {
    payby.will((socket) => socket.write(http(200, headers, zip)))
    const statement = await download()
    expect(statement.fileName).toBe("200000054800_20210112Transaction_Settle_Statement.zip")
    expect((await collect(statement)).equals(zip)).toBe(true)
    expect(payby.requests[0]?.path).toBe("/sgs/api/acquire2/download/getOrderStatement")
    expect(payby.requests[0]?.body.toString("utf8")).toContain(`"statementDate":"20261122"`)
  })

  it("can be piped to where it is kept", async () => {
    payby.will((socket) => socket.write(http(200, headers, zip)))
    const { zip: bytes } = await download()
    let size = 0
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        size += chunk.length
        done()
      },
    })
    await pipeline(bytes, sink)
    expect(size).toBe(zip.length)
  })

  it("is known by its bytes, even if they come one at a time and under another type", async () => {
    payby.will((socket) => {
      socket.setNoDelay(true)
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${zip.length}\r\n\r\n`)
      const drip = (at: number): void => {
        if (at < 6) socket.write(zip.subarray(at, at + 1), () => setImmediate(drip, at + 1))
        else socket.write(zip.subarray(at))
      }
      drip(0)
    })
    expect((await collect(await download())).equals(zip)).toBe(true)
  })

  it("gets no file name that could leave its directory", async () => {
    const evil = { ...headers, "content-disposition": 'attachment; filename="../../etc/x.zip"' }
    payby.will((socket) => socket.write(http(200, evil, zip)))
    expect((await download()).fileName).toBe("payby_statement_20261122.zip")
  })

  it("stops at the limit for statements", async () => {
    client = clientOf(payby, { maxStatementBytes: 100_000 })
    payby.will((socket) => socket.write(http(200, headers, zip)))
    await expect(collect(await download())).rejects.toThrow(StatementInterrupted)
  })

  it("says that it broke off, and nothing of the connection", async () => {
    payby.will((socket) => socket.end(http(200, headers, zip).subarray(0, -5)))
    await expect(collect(await download())).rejects.toThrow(
      new StatementInterrupted("The statement broke off."),
    )
  })

  it("ends when it drips past its own limit, which begins where the call's ends", async () => {
    client = clientOf(payby, { deadlineMs: 5_000, statementDeadlineMs: 60 })
    const closed = new Promise((resolve) => {
      payby.will((socket) => {
        socket.on("close", resolve)
        socket.write(http(200, headers, zip).subarray(0, 1000))
      })
    })
    holdTime()
    const statement = await download()
    letPass(59)
    const end = expect(collect(statement)).rejects.toThrow(/took longer/)
    letPass(1)
    await end
    await closed
  })

  it("lets go of the connection when its reader stops early", async () => {
    const closed = new Promise((resolve) => {
      payby.will((socket) => {
        socket.on("close", resolve)
        socket.write(http(200, headers, zip).subarray(0, 1000))
      })
    })
    for await (const chunk of (await download()).zip) {
      expect(chunk.length).toBeGreaterThan(0)
      break
    }
    await closed
  })
})

describe("no statement", () => {
  it("is a refusal when PayBy signs that there is none", async () => {
    payby.will(answers(refusal("62013", "STATEMENT_NOT_EXIST")))
    expect(await client.downloadStatement("20261122")).toMatchObject({
      ok: false,
      fault: { kind: "refused", meaning: "no-statement", code: "62013" },
    })
  })

  it("is an untrusted answer when nobody signs the error", async () => {
    payby.will(answersUnsigned(refusal("62013", "STATEMENT_NOT_EXIST")))
    expect(await client.downloadStatement("20261122")).toMatchObject({
      fault: { kind: "untrusted-answer" },
    })
  })

  it.each([
    ["success without a zip", answers(success(`{}`))],
    ["an empty answer", answersUnsigned("")],
    ["an answer of three bytes", answersUnsigned("PK\x03")],
    ["a page in a zip's place", answersUnsigned("<html></html>")],
  ])("is an unknown outcome after %s", async (_name, behaviour) => {
    payby.will(behaviour)
    expect(await client.downloadStatement("20261122")).toMatchObject({
      fault: { kind: "unknown-outcome" },
    })
  })

  it("is an unknown outcome when nothing but the head arrives in time", async () => {
    holdTime()
    payby.will((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n")
      timeIsUpOnceArrived()
    })
    expect(await client.downloadStatement("20261122")).toMatchObject({
      fault: { kind: "unknown-outcome" },
    })
  })

  it("is an unknown outcome when a zip comes with an error of a server", async () => {
    payby.will((socket) => socket.write(http(500, headers, zip)))
    expect(await client.downloadStatement("20261122")).toMatchObject({
      fault: { kind: "unknown-outcome" },
    })
  })

  it.each(["2026-11-22", "202611222", "x20261122", "2026112"])(
    "is asked for when the day is %s and not YYYYMMDD",
    async (day) => {
      await expect(client.downloadStatement(day)).rejects.toThrow(RangeError)
      expect(payby.requests).toHaveLength(0)
    },
  )
})

describe("a body that was looked into", () => {
  const parts = (...chunks: (Buffer | string)[]) => Readable.from(chunks, { objectMode: true })
  const all = async (chunks: AsyncIterable<Buffer>) => {
    const seen: Buffer[] = []
    for await (const chunk of chunks) seen.push(chunk)
    return seen
  }

  it("shows its beginning, and still yields every byte, text or not", async () => {
    const binary = Buffer.from([0x50, 0x4b, 0xff, 0xfe, 0x80])
    const { beginning, all: rest } = await lookInto(parts(binary, "é"))
    expect(beginning).toEqual(binary)
    expect(Buffer.concat(await all(rest))).toEqual(Buffer.concat([binary, Buffer.from("é")]))
  })

  it("waits for no more than four bytes", async () => {
    const { beginning } = await lookInto(parts("PK", "ab", "cd"))
    expect(beginning.toString()).toBe("PKab")
  })

  it("may be shorter than four bytes, or empty", async () => {
    const short = await lookInto(parts("PK"))
    expect(short.beginning.toString()).toBe("PK")
    expect(await all(short.all)).toEqual([Buffer.from("PK")])
    expect(await all((await lookInto(parts())).all)).toEqual([])
  })

  it("throws, when it is read, what broke it off before its fourth byte", async () => {
    const body = Readable.from(
      (function* () {
        yield Buffer.from("PK")
        throw new Error("broken off")
      })(),
    )
    const { beginning, all: rest } = await lookInto(body)
    expect(beginning.toString()).toBe("PK")
    await expect(all(rest)).rejects.toThrow("broken off")
  })

  it("may be as large as the limit, says when it is larger, and ends its deadline", async () => {
    const under = () => startDeadline(60_000, new AbortController().signal)
    const [fits, exceeds] = [under(), under()]
    const ends = [fits, exceeds].map((deadline) => jest.spyOn(deadline, "end"))
    expect(await all(guarded(parts("123", "456"), 6, fits))).toHaveLength(2)
    await expect(all(guarded(parts("123", "456"), 5, exceeds))).rejects.toThrow(
      new StatementInterrupted("The statement is larger than the limit for statements."),
    )
    for (const end of ends) expect(end).toHaveBeenCalled()
  })
})

describe("a statement's file name", () => {
  it.each([
    ["attachment; filename=a_1.zip", "a_1.zip"],
    [`attachment; filename="a.b-c.zip"; size=7`, "a.b-c.zip"],
    ["ATTACHMENT; FILENAME=A.ZIP", "A.ZIP"],
    ["attachment; filename=a.zip  ", "a.zip"],
  ])("is read from %s", (disposition, name) => {
    expect(statementFileName(disposition, "20261122")).toBe(name)
  })

  it.each([
    undefined,
    "attachment",
    "attachment; filename=",
    "attachment; filename=.zip",
    "attachment; filename=a.zip.exe",
    "attachment; filename=a.zip/../b",
    "attachment; filename=a/b.zip",
    "attachment; filename=a.csv",
    `attachment; filename=${"a".repeat(152)}.zip`,
  ])("is ours instead of %s", (disposition) => {
    expect(statementFileName(disposition, "20261122")).toBe("payby_statement_20261122.zip")
  })
})

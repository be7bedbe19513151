import {
  type Merchant,
  merchantOf,
  NOON,
  openShop,
  orderOf,
  startAtNoon,
} from "./merchant.test-support"
import type { CallFault } from "./faults"
import type { Simulator } from "./simulator"

let simulator: Simulator
let merchant: Merchant

beforeAll(async () => {
  ;({ simulator } = await startAtNoon())
  merchant = merchantOf(simulator, () => NOON)
})
afterEach(() => simulator.reset())
afterAll(() => simulator.close())

const spoil = (fault: CallFault, more = {}) =>
  simulator.faults.add({ call: "placeOrder", fault, ...more })

/** What a client that gives up soon makes of a call: the answer, or the name of what went wrong. */
async function outcome(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "answered",
    () => "no answer",
  )
}

describe("the connection", () => {
  it("can break before anything happened", async () => {
    spoil({ kind: "drop-before" })
    expect(await outcome(merchant.place(orderOf("M1")))).toBe("no answer")
    expect(simulator.books.hasOrder("M1")).toBe(false)
    expect(simulator.calls()).toMatchObject([{ fault: "drop-before", answer: null }])
  })

  it("can break after it happened", async () => {
    spoil({ kind: "drop-after" })
    expect(await outcome(merchant.place(orderOf("M1")))).toBe("no answer")
    expect(simulator.books.order("M1").status).toBe("CREATED")
    expect((await merchant.place(orderOf("M1"))).subject.status).toBe("CREATED")
  })

  it("can end in the middle of the answer", async () => {
    spoil({ kind: "garbage", body: "truncated" })
    expect(await outcome(merchant.place(orderOf("M1")))).toBe("no answer")
    expect(simulator.books.hasOrder("M1")).toBe(true)
  })

  it.each([
    [true, true],
    [false, false],
  ])("can stay silent (effect: %s)", async (effect, happened) => {
    spoil({ kind: "hang", effect })
    const hangingUp = new AbortController()
    const silent = fetch(`${simulator.baseUrl}/acquire2/placeOrder`, {
      signal: hangingUp.signal,
      ...(await signedOrder("M1")),
    })
    await receivedOne()
    expect(simulator.books.hasOrder("M1")).toBe(happened)
    hangingUp.abort()
    expect(await outcome(silent)).toBe("no answer")
  })

  it("can drip, and what drips is the signed answer", async () => {
    spoil({ kind: "drip", everyMs: 0 })
    const response = await merchant.send("/acquire2/placeOrder", orderOf("M1"))
    const chunks: number[] = []
    for await (const chunk of response.body ?? []) chunks.push(Buffer.from(chunk).length)
    expect(chunks.length).toBeGreaterThan(10)
    expect(chunks.reduce((sum, length) => sum + length, 0)).toBeGreaterThan(400)
  })

  it("does not keep the simulator from closing, however it hangs", async () => {
    const other = await startAtNoon()
    for (const kind of ["hang", "drip"] as const)
      other.simulator.faults.add({ call: "*", fault: { kind } })
    other.simulator.faults.add({ call: "*", fault: { kind: "delay", ms: 3_600_000 } })
    other.simulator.faults.add({ call: "*", fault: { kind: "delay-after", ms: 3_600_000 } })
    const impatient = merchantOf(other.simulator, () => NOON)
    const calls = ["M1", "M2", "M3", "M4"].map((no) => outcome(impatient.place(orderOf(no))))
    while (other.simulator.callCount() < 4) await new Promise(setImmediate)
    await other.simulator.close()
    expect(await Promise.all(calls)).toEqual(Array(4).fill("no answer"))
  })
})

describe("a late answer", () => {
  it("comes before the deed with delay, after it with delay-after", async () => {
    for (const [kind, happened] of [
      ["delay", false],
      ["delay-after", true],
    ] as const) {
      simulator.reset()
      spoil({ kind, ms: 100 })
      const answer = merchant.place(orderOf("M1"))
      await receivedOne()
      expect(simulator.books.hasOrder("M1")).toBe(happened)
      expect((await answer).verified).toBe(true)
      expect(simulator.books.hasOrder("M1")).toBe(true)
    }
  })

  it("lets a notification arrive before placeOrder's own answer", async () => {
    const shop = await openShop()
    spoil({ kind: "delay-after", ms: 1_000 })
    let answered = false
    const answer = merchant.place(orderOf("M1", { notifyUrl: shop.notifyUrl })).then((said) => {
      answered = true
      return said
    })
    while (!simulator.books.hasOrder("M1")) await new Promise(setImmediate)
    await simulator.pay("M1")
    await simulator.notifications.idle()
    expect(shop.heard).toHaveLength(1)
    expect(answered).toBe(false)
    expect((await answer).subject.status).toBe("CREATED")
    await shop.close()
  })
})

describe("an answer that is none", () => {
  it.each([500, 502, 429])(
    "HTTP %d with a page, unsigned, and nothing happened",
    async (status) => {
      spoil({ kind: "http", status })
      const { http, text, sign } = await merchant.place(orderOf("M1"))
      expect(http).toBe(status)
      expect(text).toContain("<html>")
      expect(sign).toBeNull()
      expect(simulator.books.hasOrder("M1")).toBe(false)
    },
  )

  it("a redirect", async () => {
    spoil({ kind: "http", status: 302, location: "https://elsewhere.example/" })
    const response = await merchant.send("/acquire2/placeOrder", orderOf("M1"))
    expect(response.status).toBe(302)
    expect(response.headers.get("location")).toBe("https://elsewhere.example/")
  })

  it("a proxy's error although it happened", async () => {
    spoil({ kind: "http", status: 504, effect: true })
    expect((await merchant.place(orderOf("M1"))).http).toBe(504)
    expect(simulator.books.hasOrder("M1")).toBe(true)
  })

  it.each([
    ["html", /<html>/],
    ["empty", /^$/],
  ] as const)("HTTP 200 with %s", async (body, form) => {
    spoil({ kind: "garbage", body })
    const answer = await merchant.place(orderOf("M1"))
    expect(answer.http).toBe(200)
    expect(answer.text).toMatch(form)
    expect(answer.verified).toBe(false)
    expect(simulator.books.hasOrder("M1")).toBe(true)
  })

  it("half a JSON text under a signature that holds", async () => {
    spoil({ kind: "garbage", body: "broken-json" })
    const { text, verified } = await merchant.place(orderOf("M1"))
    expect(verified).toBe(true)
    expect(() => JSON.parse(text)).toThrow()
  })
})

describe("a code", () => {
  it("is signed, with its documented message, and nothing happened", async () => {
    spoil({ kind: "code", code: "500" })
    const { head, body, verified } = await merchant.place(orderOf("M1"))
    expect(head).toMatchObject({ applyStatus: "SUCCESS", code: "500", msg: "SYSTEM_ERROR" })
    expect(body).toEqual({})
    expect(verified).toBe(true)
    expect(simulator.books.hasOrder("M1")).toBe(false)
  })

  it("can come although it happened, unsigned, as FAIL, or with another message", async () => {
    const fault = { kind: "code", code: "400", msg: "REQUESTTIME_TOO_LATER" } as const
    spoil({ ...fault, effect: true, unsigned: true, applyStatus: "FAIL" })
    const { head, sign } = await merchant.place(orderOf("M1"))
    expect(head).toMatchObject({ applyStatus: "FAIL", msg: "REQUESTTIME_TOO_LATER" })
    expect(sign).toBeNull()
    expect(simulator.books.hasOrder("M1")).toBe(true)
  })
})

describe("a lie", () => {
  it("can be the truth without a signature, or with a stranger's", async () => {
    spoil({ kind: "unsigned" })
    spoil({ kind: "wrongly-signed" })
    const unsigned = await merchant.place(orderOf("M1"))
    expect(unsigned).toMatchObject({ sign: null, subject: { status: "CREATED" } })
    const foreign = await merchant.place(orderOf("M1"))
    expect(foreign).toMatchObject({ verified: false, subject: { status: "CREATED" } })
    expect(foreign.sign).not.toBeNull()
  })

  it("can be about another order, with a signature that holds", async () => {
    spoil({ kind: "other-order" })
    const { subject, verified } = await merchant.place(orderOf("M1"))
    expect(subject.merchantOrderNo).toBe("M1-not")
    expect(verified).toBe(true)
  })

  it("can name another amount or a status nobody documented", async () => {
    spoil({ kind: "wrong-amount" })
    spoil({ kind: "wrong-amount", amount: "0.10" })
    spoil({ kind: "unknown-status" })
    const amounts = [await merchant.place(orderOf("M1")), await merchant.place(orderOf("M1"))]
    expect(amounts.map(({ subject }) => subject.totalAmount)).toEqual([
      { amount: 201, currency: "AED" },
      { amount: 0.1, currency: "AED" },
    ])
    const { subject, verified } = await merchant.place(orderOf("M1"))
    expect(subject.status).toBe("IN_REVIEW")
    expect(verified).toBe(true)
    expect(simulator.books.order("M1")).toMatchObject({ status: "CREATED", totalAmount: "200.00" })
  })

  it("can be about a refund too", async () => {
    await merchant.place(orderOf("M1"))
    await simulator.pay("M1")
    simulator.faults.add({ call: "placeRefund", fault: { kind: "wrong-amount" } })
    const { subject } = await merchant.refund({
      refundMerchantOrderNo: "R1",
      originMerchantOrderNo: "M1",
      amount: { amount: 5, currency: "AED" },
    })
    expect(subject.amount).toEqual({ amount: 6, currency: "AED" })
    expect(simulator.books.refund("R1").amount).toBe("5.00")
  })
})

describe("the queue", () => {
  it("spoils as many calls as it was told, of the kind and order it was told", async () => {
    simulator.faults.add({
      call: "cancelOrder",
      merchantOrderNo: "M1",
      times: 2,
      fault: { kind: "code", code: "500" },
    })
    await merchant.place(orderOf("M1"))
    await merchant.place(orderOf("M2"))
    expect((await merchant.cancel("M2")).head.code).toBe("0")
    const codes = [
      await merchant.cancel("M1"),
      await merchant.cancel("M1"),
      await merchant.cancel("M1"),
    ]
    expect(codes.map(({ head }) => head.code)).toEqual(["500", "500", "0"])
    expect(simulator.faults.pending()).toEqual([])
  })

  it("can let some pass first", async () => {
    simulator.faults.add({ call: "*", skip: 2, fault: { kind: "code", code: "402" } })
    const codes = []
    for (let i = 0; i < 4; i += 1) codes.push((await merchant.place(orderOf("M1"))).head.code)
    expect(codes).toEqual(["0", "0", "402", "0"])
  })

  it("finds a refund by its own number and by its order's", async () => {
    await merchant.place(orderOf("M1"))
    await simulator.pay("M1")
    const fault = { kind: "code", code: "500" } as const
    simulator.faults.add({ call: "placeRefund", merchantOrderNo: "R1", fault })
    simulator.faults.add({ call: "placeRefund", merchantOrderNo: "M1", fault })
    const refund = {
      refundMerchantOrderNo: "R1",
      originMerchantOrderNo: "M1",
      amount: { amount: 5, currency: "AED" },
    }
    const codes = [await merchant.refund(refund), await merchant.refund(refund)]
    expect(codes.map(({ head }) => head.code)).toEqual(["500", "500"])
  })

  it("can be emptied", async () => {
    spoil({ kind: "hang" }, { times: 9 })
    expect(simulator.faults.pending()).toMatchObject([{ times: 9, fault: { kind: "hang" } }])
    simulator.faults.clear()
    expect((await merchant.place(orderOf("M1"))).head.code).toBe("0")
  })
})

/** Resolves when the call is in the record: it was read, and acted on as far as the fault allows. */
async function receivedOne(): Promise<void> {
  while (simulator.callCount() === 0) await new Promise(setImmediate)
}

async function signedOrder(no: string) {
  const { createSign } = await import("node:crypto")
  const body = JSON.stringify({ requestTime: NOON, bizContent: orderOf(no) })
  const key = simulator.merchantPrivateKey ?? ""
  const sign = createSign("RSA-SHA256").update(body).sign(key, "base64")
  const headers = { "content-type": "application/json", "partner-id": simulator.partnerId, sign }
  return { method: "POST", body, headers }
}

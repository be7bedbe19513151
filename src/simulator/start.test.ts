import { generateKeyPairSync } from "node:crypto"
import { createServer } from "node:http"

import { merchantOf, NOON, orderOf, startAtNoon } from "./merchant.test-support"
import { startSimulator } from "./start"

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 })

it("listens on loopback and nowhere else", async () => {
  const { simulator } = await startAtNoon()
  expect(simulator.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/sgs\/api$/)
  await simulator.close()
  // @ts-expect-error: the type allows nothing but loopback.
  await expect(startSimulator({ host: "0.0.0.0" })).rejects.toThrow("127.0.0.1 only")
})

it("takes the merchant's public key as PEM or as the bare base64 of the portal", async () => {
  const pem = pair.publicKey.export({ type: "spki", format: "pem" }).toString()
  const bare = pair.publicKey.export({ type: "spki", format: "der" }).toString("base64")
  for (const merchantPublicKey of [pem, bare]) {
    const simulator = await startSimulator({ merchantPublicKey })
    expect(simulator.merchantPrivateKey).toBeUndefined()
    await simulator.close()
  }
})

it.each([
  [{ merchantPublicKey: "no key" }, "neither PEM nor bare base64"],
  [{ paybyPrivateKey: "no key" }, "neither PEM nor bare base64"],
  [{ partnerId: "my shop" }, "1 to 12 digits"],
  [{ timeScale: 0 }, "positive number"],
])("explains what is wrong with %j without showing a key", async (options, message) => {
  await expect(startSimulator(options)).rejects.toThrow(message)
})

it("accepts PayBy's key as PKCS#8 and as PKCS#1", async () => {
  for (const type of ["pkcs8", "pkcs1"] as const) {
    const paybyPrivateKey = pair.privateKey.export({ type, format: "pem" }).toString()
    const { simulator } = await startAtNoon({ paybyPrivateKey })
    const { verified } = await merchantOf(simulator, () => NOON).place(orderOf("M1"))
    expect(verified).toBe(true)
    await simulator.close()
  }
})

it("closes promptly while a client keeps its connection alive", async () => {
  const { simulator } = await startAtNoon()
  await merchantOf(simulator, () => NOON).place(orderOf("M1"))
  await simulator.close()
  await expect(fetch(simulator.control)).rejects.toThrow()
})

it("leaves no notification on its way when it closes", async () => {
  const silent = createServer(() => undefined)
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve))
  const address = silent.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  const { simulator } = await startAtNoon({ notifyTimeoutMs: 3_600_000 })
  const notifyUrl = `http://127.0.0.1:${port}/`
  await merchantOf(simulator, () => NOON).place(orderOf("M1", { notifyUrl }))
  await simulator.pay("M1")
  await simulator.close()
  await simulator.notifications.idle()
  expect(simulator.notifications.sent()).toMatchObject([{ answer: null, acknowledged: false }])
  silent.closeAllConnections()
  silent.close()
})

it("can go down and come back at the same address with everything it knew", async () => {
  const { simulator } = await startAtNoon()
  const merchant = merchantOf(simulator, () => NOON)
  await merchant.place(orderOf("M1"))
  await simulator.goDown()
  await expect(merchant.get("M1")).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } })
  await simulator.pay("M1")
  await simulator.comeBack()
  expect((await merchant.get("M1")).subject.status).toBe("PAID_SUCCESS")
  await simulator.close()
})

it("forgets everything on reset, and keeps address and keys", async () => {
  const { simulator } = await startAtNoon({ settleAfterMs: 1_000 })
  const merchant = merchantOf(simulator, () => NOON)
  const { baseUrl, paybyPublicKey } = simulator
  await merchant.place(orderOf("M1"))
  simulator.configure({ settleAfterMs: null })
  simulator.faults.add({ call: "*", fault: { kind: "hang" } })
  simulator.notifications.mode = "lose"
  simulator.reset()
  expect(simulator.books.orders()).toEqual([])
  expect(simulator.callCount()).toBe(0)
  expect(simulator.notifications.mode).toBe("send")
  expect(simulator.settings().settleAfterMs).toBe(1_000)
  const { verified, subject } = await merchant.place(orderOf("M1"))
  expect({ verified, status: subject.status }).toEqual({ verified: true, status: "CREATED" })
  expect(simulator).toMatchObject({ baseUrl, paybyPublicKey })
  await simulator.close()
})

it("logs names, numbers and statuses, never keys or bodies", async () => {
  const lines: string[] = []
  const { simulator } = await startAtNoon({ log: (line) => lines.push(line) })
  await merchantOf(simulator, () => NOON).place(orderOf("M1"))
  await simulator.pay("M1")
  await simulator.close()
  expect(lines).toEqual([
    "placeOrder M1 → 0 CREATED",
    "order M1 is PAID_SUCCESS: paid by the payer",
  ])
})

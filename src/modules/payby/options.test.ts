import { generateKeyPairSync } from "node:crypto"
import { parseOptions } from "./options"
import { gap, POLICIES } from "./policy"

const keys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
})

const complete = {
  environment: "uat",
  partnerId: "200000000001",
  privateKey: keys.privateKey,
  paybyPublicKeys: [keys.publicKey],
  notifyUrl: "https://shop.example/hooks/payby",
  returnUrl: "https://shop.example/checkout/return",
}

function complaintAbout(changes: Record<string, unknown>): string {
  try {
    parseOptions({ ...complete, ...changes })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  throw new Error("the options were accepted")
}

it("fills in what a web shop usually wants", () => {
  expect(parseOptions(complete)).toMatchObject({
    baseUrl: "https://uat.test2pay.com/sgs/api",
    scenes: ["PAYPAGE"],
    expiresInMinutes: 30,
    acknowledge: "json",
    policy: POLICIES.default,
  })
})

it("ignores the database that Medusa adds to every module's options", () => {
  expect(() => parseOptions({ ...complete, database: { clientUrl: "" } })).not.toThrow()
})

it("has no default environment, because a guess moves money", () => {
  expect(complaintAbout({ environment: undefined })).toContain(
    'environment must be "uat" or "production"',
  )
  expect(complaintAbout({ environment: "sandbox" })).toContain("a guess moves money")
  expect(complaintAbout({ baseUrl: "http://127.0.0.1:4010/sgs/api" })).toContain(
    "which one is meant?",
  )
})

it.each([
  ["partnerId", undefined, "merchant portal"],
  ["partnerId", "M-1", "at most 12 digits"],
  ["privateKey", undefined, "is missing"],
  ["privateKey", "not a key", "privateKey"],
  ["privateKey", "/nowhere/key.pem", "privateKey"],
  ["paybyPublicKeys", undefined, "PayBy's public key"],
  ["paybyPublicKeys", [], "at least one key"],
  ["paybyPublicKeys", ["not a key"], "paybyPublicKeys[0]"],
  ["notifyUrl", "shop.example/hooks", "is not an http(s) address"],
  ["notifyUrl", `https://shop.example/${"x".repeat(200)}`, "200 characters"],
  ["returnUrl", undefined, "the page of your storefront"],
  ["scenes", ["QRPAY"], "PAYPAGE"],
  ["scenes", [], "at least one scene"],
  ["subject", "x".repeat(65), "64 characters"],
  ["expiresInMinutes", 3_000, "48 hours"],
  ["policy", "fast", "policy"],
  ["acknowledge", "xml", '"json" or "text"'],
  ["latePayment", "keep", "given back"],
  ["deadlineMs", 60_000, "10 s"],
  ["partnerID", "200000000001", "partnerID"],
])("says what is wrong with %s when it is %j", (option, value, sentence) => {
  const complaint = complaintAbout({ [option]: value })
  expect(complaint).toContain("medusa-config.ts")
  expect(complaint).toContain(option)
  expect(complaint).toContain(sentence)
})

it("names everything that is wrong at once", () => {
  const complaint = complaintAbout({ partnerId: "x", notifyUrl: "y", subject: "" })
  expect(complaint.split("\n")).toHaveLength(4)
})

it("never repeats a key it refuses", () => {
  const half = keys.privateKey.slice(0, 400)
  const complaint = complaintAbout({ privateKey: half, paybyPublicKeys: [half] })
  expect(complaint).not.toContain(half.split("\n")[2])
})

it("takes a preset of the policy, and single schedules instead of the preset's", () => {
  expect(parseOptions({ ...complete, policy: "acceptance" }).policy).toEqual(POLICIES.acceptance)
  const own = { preset: "default", closeUnpaidAfterMs: 600_000 }
  expect(parseOptions({ ...complete, policy: own }).policy).toEqual({
    ...POLICIES.default,
    closeUnpaidAfterMs: 600_000,
  })
})

it("refuses a schedule whose middle has no end", () => {
  expect(complaintAbout({ policy: { unpaid: [{ everyMs: 1 }, { everyMs: 2 }] } })).toContain(
    "policy",
  )
})

it("reads a schedule leg by leg, and the last one for ever", () => {
  const legs = [{ forMs: 10, everyMs: 1 }, { forMs: 20, everyMs: 2 }, { everyMs: 3 }]
  expect([0, 9, 10, 29, 30, 1e9].map((elapsed) => gap(legs, elapsed))).toEqual([1, 1, 2, 2, 3, 3])
})

import { generateKeyPairSync } from "node:crypto"
import { parsePrivateKey } from "../../gateway"
import { isSelfTest, selfTest } from "./self-test"

const newKey = () =>
  parsePrivateKey(
    generateKeyPairSync("rsa", {
      modulusLength: 2048,
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
      publicKeyEncoding: { type: "spki", format: "pem" },
    }).privateKey,
  )
const ours = { privateKey: newKey() }

it("knows its own bytes, and nobody else's", () => {
  const { bytes, signature } = selfTest(ours)
  expect(isSelfTest(ours, bytes, signature)).toBe(true)
  expect(isSelfTest({ privateKey: newKey() }, bytes, signature)).toBe(false)
  expect(isSelfTest(ours, Buffer.from("{}"), signature)).toBe(false)
  expect(isSelfTest(ours, bytes, undefined)).toBe(false)
  expect(isSelfTest(ours, bytes, "x".repeat(5_000))).toBe(false)
})

it.each<[string, (text: string) => string]>([
  ["parsed and written again", (text) => JSON.stringify(JSON.parse(text))],
  ["stripped of blanks", (text) => text.replace(/\s/g, "")],
  ["trimmed", (text) => text.trim()],
  ["written with other escapes", (text) => text.replace("\\u00e9", "é")],
])("notices a body that was %s", (_, change) => {
  const { bytes, signature } = selfTest(ours)
  expect(isSelfTest(ours, Buffer.from(change(bytes.toString())), signature)).toBe(false)
})

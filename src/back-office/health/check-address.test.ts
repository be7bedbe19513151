import { generateKeyPairSync } from "node:crypto"
import { parseOptions } from "../../modules/payby/options"
import { checkAddress, checkRawBody, checkReachable } from "./check-address"

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
})
const settings = (notifyUrl: string) =>
  parseOptions({
    environment: "uat",
    partnerId: "200000000001",
    privateKey,
    paybyPublicKeys: [publicKey],
    notifyUrl,
    returnUrl: "https://shop.example/return",
  })

it.each([
  ["https://api.shop.example/hooks/payby", "ok"],
  ["https://api.shop.example/hooks/payment/payby_payby", "ok"],
  ["https://api.shop.example/payby", "other_path"],
  ["http://api.shop.example/hooks/payby", "not_https"],
  ["https://localhost:9000/hooks/payby", "private_address"],
  ["https://192.168.1.7/hooks/payby", "private_address"],
  ["https://172.20.0.3/hooks/payby", "private_address"],
  ["https://[::1]/hooks/payby", "private_address"],
  ["https://172.15.0.3/hooks/payby", "ok"],
])("judges %s: %s", (notifyUrl, found) => {
  expect(checkAddress(settings(notifyUrl)).finding).toBe(found)
})

it("fails where a redirect or a stranger answers, and only warns where the way out is closed", () => {
  expect(checkReachable({ kind: "redirected", status: 301 }).status).toBe("failed")
  expect(checkReachable({ kind: "elsewhere", status: 404 }).status).toBe("failed")
  expect(checkReachable({ kind: "unreachable", cause: "ECONNREFUSED" }).status).toBe("warning")
})

it("blames the body only when it reached the route", () => {
  expect(checkRawBody({ kind: "altered" }).status).toBe("failed")
  expect(checkRawBody({ kind: "unreachable", cause: "ECONNREFUSED" }).status).toBe("unknown")
  expect(checkRawBody({ kind: "intact", instance: "pbinst_1", tookMs: 4 }).status).toBe("ok")
})

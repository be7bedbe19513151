import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { objectIn } from "./merchant.test-support"
import { newKeyPair, publicPem } from "./keys"

jest.setTimeout(60_000)

const cli = join(__dirname, "cli.ts")
const started: ChildProcess[] = []

afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL")
})

function run(...options: string[]) {
  const loader = ["-r", "ts-node/register/transpile-only"]
  const child = spawn(process.execPath, [...loader, cli, "--port", "0", ...options], {
    stdio: ["ignore", "pipe", "pipe"],
  })
  started.push(child)
  return child
}

async function firstOutput(child: ReturnType<typeof run>): Promise<string> {
  const [chunk] = await once(child.stdout, "data")
  return String(chunk)
}

it("prints one line for machines, and ends on SIGTERM although a client keeps its connection", async () => {
  const child = run("--json", "--partner-id", "200000000888")
  const line = await firstOutput(child)
  expect(line.trimEnd()).not.toContain("\n")
  const facts: unknown = JSON.parse(line)
  const { control, partnerId, merchantPrivateKey, paybyPublicKey } = objectIn(facts)
  expect(partnerId).toBe("200000000888")
  expect(merchantPrivateKey).toMatch(/^-----BEGIN PRIVATE KEY-----/)
  expect(paybyPublicKey).toMatch(/^-----BEGIN PUBLIC KEY-----/)
  const response = await fetch(String(control))
  expect(response.ok).toBe(true)
  child.kill("SIGTERM")
  const [code] = await once(child, "exit")
  expect(code).toBe(0)
})

it("tells what to put into the store's environment, without the key the merchant kept", async () => {
  const folder = mkdtempSync(join(tmpdir(), "payby-simulator-"))
  const file = join(folder, "merchant.pem")
  writeFileSync(file, publicPem((await newKeyPair()).publicKey))
  const text = await firstOutput(run("--merchant-public-key", file))
  expect(text).toMatch(/^PAYBY_BASE_URL=http:\/\/127\.0\.0\.1:\d+\/sgs\/api$/m)
  expect(text).toMatch(/^PAYBY_PARTNER_ID=\d{12}$/m)
  expect(text).toMatch(
    /^PAYBY_PUBLIC_KEY="-----BEGIN PUBLIC KEY-----\\n.*\\n-----END PUBLIC KEY-----"$/m,
  )
  expect(text).toMatch(/^# PAYBY_PRIVATE_KEY/m)
  expect(text).not.toContain("BEGIN PRIVATE KEY")
  rmSync(folder, { recursive: true })
})

it("says which option it cannot understand", async () => {
  const child = run("--time-scale", "fast")
  const [chunk] = await once(child.stderr, "data")
  expect(String(chunk)).toContain("--time-scale must be a number")
  const [code] = await once(child, "exit")
  expect(code).toBe(1)
})

it("writes a store's .env file, keeps what else is in it, and replaces what an earlier run wrote", async () => {
  const folder = mkdtempSync(join(tmpdir(), "payby-simulator-"))
  const file = join(folder, ".env")
  writeFileSync(file, "DATABASE_URL=postgres://localhost/shop\nPAYBY_PARTNER_ID=old\n")
  await firstOutput(run("--env-file", file, "--partner-id", "200000000777"))
  const lines = readFileSync(file, "utf8").trimEnd().split("\n")
  expect(lines[0]).toBe("DATABASE_URL=postgres://localhost/shop")
  expect(lines.filter((line) => line.startsWith("PAYBY_PARTNER_ID="))).toEqual([
    "PAYBY_PARTNER_ID=200000000777",
  ])
  expect(lines).toHaveLength(5)
  rmSync(folder, { recursive: true })
})

#!/usr/bin/env node
import { readFileSync } from "node:fs"
import { parseArgs } from "node:util"

import { writeEnvironment } from "./env-file"
import { greeting, machineLine } from "./greeting"
import { startSimulator } from "./start"

const USAGE = `medusa-payby-simulator: a PayBy on localhost

  --port <n>                    4010 by default; 0 takes a free one
  --partner-id <digits>         the merchant's id at PayBy
  --merchant-public-key <file>  PEM; without it a key pair is made and shown
  --payby-private-key <file>    PEM; without it one is made
  --time-scale <n>              speed of repeats, refunds and expiry; 60 is a minute per second
  --env-file <file>             writes what a store needs to know into its .env file
  --json                        one machine-readable line instead of prose
  --help
`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "4010" },
      "partner-id": { type: "string" },
      "merchant-public-key": { type: "string" },
      "payby-private-key": { type: "string" },
      "time-scale": { type: "string", default: "1" },
      "env-file": { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  })
  if (values.help) {
    process.stdout.write(USAGE)
    return
  }
  const simulator = await startSimulator({
    port: numberOf(values.port, "--port"),
    partnerId: values["partner-id"],
    merchantPublicKey: fileText(values["merchant-public-key"]),
    paybyPrivateKey: fileText(values["payby-private-key"]),
    timeScale: numberOf(values["time-scale"], "--time-scale"),
    log: (line) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`),
  })
  const envFile = values["env-file"]
  if (envFile !== undefined) writeEnvironment(envFile, simulator)
  process.stdout.write(values.json ? machineLine(simulator) : greeting(simulator))
  const end = () => {
    void simulator.close().then(() => process.exit(0))
  }
  process.once("SIGTERM", end)
  process.once("SIGINT", end)
}

function numberOf(text: string, option: string): number {
  const value = Number(text)
  if (text === "" || !Number.isFinite(value)) throw new Error(`${option} must be a number.`)
  return value
}

function fileText(file: string | undefined): string | undefined {
  return file === undefined ? undefined : readFileSync(file, "utf8")
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})

import { existsSync, readFileSync, writeFileSync } from "node:fs"

import type { Simulator } from "./simulator"

/** What a store needs to reach this PayBy, as lines of an `.env` file. */
export function environmentLines(simulator: Simulator): string[] {
  const { baseUrl, partnerId, paybyPublicKey, merchantPrivateKey } = simulator
  return [
    `PAYBY_BASE_URL=${baseUrl}`,
    `PAYBY_PARTNER_ID=${partnerId}`,
    merchantPrivateKey
      ? `PAYBY_PRIVATE_KEY=${quoted(merchantPrivateKey)}`
      : "# PAYBY_PRIVATE_KEY is the half you kept of the key you gave",
    `PAYBY_PUBLIC_KEY=${quoted(paybyPublicKey)}`,
  ]
}

/** Puts those lines into a store's `.env` file; what else it holds stays as it is. */
export function writeEnvironment(file: string, simulator: Simulator): void {
  const present = existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : []
  const lines = environmentLines(simulator)
  const names = lines.map(nameOf)
  const kept = present.filter((line) => line !== "" && !names.includes(nameOf(line)))
  // The file holds a private key: nobody else on the machine needs to read it.
  writeFileSync(file, `${[...kept, ...lines].join("\n")}\n`, { mode: 0o600 })
}

function nameOf(line: string): string {
  return /^(?:# )?(\w+)/.exec(line)?.[1] ?? line
}

/** A PEM on one line, as `.env` files hold it. */
function quoted(pem: string): string {
  return `"${pem.trimEnd().replaceAll("\n", "\\n")}"`
}

import { environmentLines } from "./env-file"
import type { Simulator } from "./simulator"

/** What a developer needs to point a store at this PayBy: lines for an `.env` file. */
export function greeting(simulator: Simulator): string {
  return `PayBy simulator. No real money moves here; Ctrl+C ends it.

Put this into your store's environment:

${environmentLines(simulator).join("\n")}

Control (what to pay, decline, break): ${simulator.control}

`
}

/** The same for machines, on one line. */
export function machineLine(simulator: Simulator): string {
  const { url, baseUrl, control, partnerId, paybyPublicKey, merchantPrivateKey } = simulator
  const facts = { url, baseUrl, control, partnerId, paybyPublicKey, merchantPrivateKey }
  return `${JSON.stringify(facts)}\n`
}

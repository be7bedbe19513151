import type { Simulator } from "./simulator"

/** What a developer needs to point a store at this PayBy: lines for an `.env` file. */
export function greeting(simulator: Simulator): string {
  const { baseUrl, control, partnerId, paybyPublicKey, merchantPrivateKey } = simulator
  const privateKey = merchantPrivateKey
    ? `PAYBY_PRIVATE_KEY=${quoted(merchantPrivateKey)}`
    : "# PAYBY_PRIVATE_KEY is the half you kept of the key you gave"
  return `PayBy simulator. No real money moves here; Ctrl+C ends it.

Put this into your store's environment:

PAYBY_BASE_URL=${baseUrl}
PAYBY_PARTNER_ID=${partnerId}
${privateKey}
PAYBY_PUBLIC_KEY=${quoted(paybyPublicKey)}

Control (what to pay, decline, break): ${control}

`
}

/** The same for machines, on one line. */
export function machineLine(simulator: Simulator): string {
  const { url, baseUrl, control, partnerId, paybyPublicKey, merchantPrivateKey } = simulator
  const facts = { url, baseUrl, control, partnerId, paybyPublicKey, merchantPrivateKey }
  return `${JSON.stringify(facts)}\n`
}

/** A PEM on one line, as `.env` files hold it. */
function quoted(pem: string): string {
  return `"${pem.trimEnd().replaceAll("\n", "\\n")}"`
}

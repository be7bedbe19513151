import type { PayByClient } from "../../src/gateway"

let next: PayByClient | null = null

/** The next client that is made is this one. */
export function lend(client: PayByClient): void {
  next = client
}

/** Stands in for the maker of real clients. */
export function createPayByClient(): PayByClient {
  if (next === null) throw new Error("nobody has lent a client")
  return next
}

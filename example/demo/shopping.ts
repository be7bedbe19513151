import type { StoreCall } from "../storefront"
import type { Timeline } from "./timeline"

/** What a call of the Store API means to the shopper, where it means anything. */
const ACTS: readonly [path: RegExp, act: string][] = [
  [/^\/store\/products/, "looks at the shelves"],
  [/\/line-items$/, "puts a coffee pot into the cart"],
  [/^\/store\/carts\/[^/]+$/, "says where to send it"],
  [/\/shipping-methods$/, "chooses the courier"],
]

/** Tells a storefront's calls as what the shopper does. */
export function shopping(timeline: Timeline): (call: StoreCall) => void {
  return ({ path }) => {
    const known = ACTS.find(([pattern]) => pattern.test(path))
    if (known) timeline.tell("shopper", known[1])
  }
}

import type { Happening, History } from "./history"

/** Moments that each wait until everything is over, but for those that say after how many steps to go on. */
function history(...moments: (Happening & { steps?: number })[]): History {
  return {
    moments: moments.map((moment) => ({ steps: Infinity, ...moment })),
    turns: [],
  }
}

/** Short histories that once broke a promise, and what has to come of them. */
export const REMEMBERED: readonly { promise: string; history: History }[] = [
  {
    promise:
      "gives back what the core could not refund, although a second completion shows an order that is taken back",
    history: history(
      { do: "start" },
      { do: "the shelves are", full: false },
      { do: "the network spoils", call: "placeRefund", fault: "unreachable" },
      { do: "the network spoils", call: "placeRefund", fault: "unreachable" },
      { do: "pay", which: 0 },
      { do: "complete", tabs: 2 },
      { do: "time passes", ms: 1_000 },
      { do: "the shelves are", full: true },
      { do: "complete", tabs: 2, steps: 0 },
      { do: "the network spoils", call: "get", fault: "lost-answer" },
    ),
  },
  {
    promise:
      "shows in Medusa what went back, although staff's own refund failed while the order was cancelled",
    history: history(
      { do: "start" },
      { do: "pay", which: 0 },
      { do: "the network spoils", call: "placeRefund", fault: "rate-limited" },
      { do: "staff refunds", quarters: 4, steps: 0 },
      { do: "the network spoils", call: "getRefund", fault: "slow" },
      { do: "staff refunds", quarters: 4, steps: 0 },
      { do: "staff cancels the order", steps: 0 },
    ),
  },
  {
    promise:
      "gives back all of an order that was cancelled, although the process died before anybody heard of that",
    history: history(
      { do: "start" },
      { do: "pay", which: 0 },
      { do: "the network spoils", call: "placeRefund", fault: "slow" },
      { do: "staff refunds", quarters: 1, steps: 0 },
      { do: "complete", tabs: 1 },
      { do: "staff refunds", quarters: 1 },
      { do: "staff cancels the order", steps: 1 },
      { do: "start", steps: 14 },
      { do: "start", steps: 17 },
      { do: "crash", downMs: 1_000, steps: 0 },
    ),
  },
]

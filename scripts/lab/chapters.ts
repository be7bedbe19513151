/** A chapter of the report: what is run for it, and what its figures must be. */
export interface Chapter {
  /** As the tests call it when they note figures. */
  readonly name: string
  readonly title: string
  /** What was done, in a sentence or two. */
  readonly about: string
  readonly suite: "unit" | "integration" | "heavy"
  readonly file: string
  /** Which tests of the file; all when left out. */
  readonly tests?: string
  /** How much of it, by environment variable. */
  readonly sizes?: Readonly<Record<string, number>>
  /** Figures that must be zero. */
  readonly zeros?: readonly string[]
}

const STRUCK = "integration-tests/heavy/struck-store.spec.ts"

/** In the order of the report. */
export const CHAPTERS: readonly Chapter[] = [
  {
    name: "fault matrix",
    title: "Every call, every way it can go wrong",
    about:
      "Each call that a payment, a closing, a return and a refund consist of meets each fault that the simulated PayBy can play, with and without its effect, while no notification arrives and the event bus loses everything. Afterwards PayBy's books and Medusa's must agree about each payment.",
    suite: "integration",
    file: "integration-tests/lab.spec.ts",
    tests: "went wrong in each",
    zeros: ["books that disagree"],
  },
  {
    name: "attacks",
    title: "The notification route under attack",
    about:
      "A running store is sent generated bodies: altered, replayed, re-serialised, compressed, signed by keys that are not PayBy's, without a signature, of any bytes, and signed by PayBy over anything, while slow senders hold on. No row about money may change, the process may not end, and no line of its log may hold a body.",
    suite: "integration",
    file: "integration-tests/program.spec.ts",
    tests: "under attack",
    sizes: { BODIES: 100_000 },
    zeros: ["accepted forgeries", "changes of state", "process exits", "log lines with a body"],
  },
  {
    name: "killed store",
    title: "kill -9",
    about:
      "The store's process is killed with several payments standing still at once, each at a point of its own: before a statement reaches PostgreSQL, after it is committed and before anybody has heard, while PayBy has a call. It is started again on the same database, and the books are compared.",
    suite: "heavy",
    file: STRUCK,
    tests: "killed",
    sizes: { KILLS: 8 },
    zeros: ["lost", "doubled", "fils too few or too many"],
  },
  {
    name: "database",
    title: "Trouble with PostgreSQL",
    about:
      "Shoppers buy while the database ends all connections and refuses new ones, fails writes with serialization failures and deadlocks, or has no connection left.",
    suite: "heavy",
    file: STRUCK,
    tests: "although the database",
    sizes: { SHOPPERS: 12 },
    zeros: ["lost", "doubled"],
  },
  {
    name: "load",
    title: "Notifications by the second",
    about:
      "PayBy's notifications arrive at a steady rate while shoppers buy one after the other. Each must be acknowledged after it is stored, and processed in the end. Every tenth is followed by a call of Medusa's own payment hook, which stores nothing, to compare with.",
    suite: "heavy",
    file: "integration-tests/heavy/load.spec.ts",
    tests: "notifications per second",
    sizes: { RATE: 200, SECONDS: 60 },
    zeros: ["lost", "not acknowledged"],
  },
  {
    name: "PayBy hangs",
    title: "A PayBy that does not answer",
    about:
      "PayBy takes every call and answers none, while five shoppers have paid without a notification and others buy with another payment provider. Those must not notice; when PayBy answers again, what waited becomes orders.",
    suite: "heavy",
    file: "integration-tests/heavy/load.spec.ts",
    tests: "while PayBy hangs",
    sizes: { HANGING_SECONDS: 120 },
    zeros: ["lost"],
  },
  {
    name: "random histories",
    title: "Random histories",
    about:
      "Carts in a real Medusa live through histories drawn at random: shoppers in several tabs, staff, changed carts, PayBy away or answering anything, lost and forged notifications, writes of the ledger that fail before or after they happened. Then everything is put right, and PayBy's books are compared with Medusa's.",
    suite: "integration",
    file: "integration-tests/histories.spec.ts",
    sizes: { HISTORIES: 120 },
    zeros: ["broken promises"],
  },
  {
    name: "soak",
    title: "Days in minutes",
    about:
      "The date is pushed forward by half a minute at a time, and the job does what has become due. Every quarter of an hour a shopper begins to pay: of four, one pays, one pays and PayBy tells nobody, one goes away, and one is given back the money. No payment may stay undecided, and nothing may pile up.",
    suite: "heavy",
    file: "integration-tests/heavy/soak.spec.ts",
    sizes: { SOAK_HOURS: 12 },
    zeros: ["lost", "doubled", "undecided", "fils in the wrong place"],
  },
  {
    name: "orders without notifications",
    title: "When PayBy never notifies",
    about:
      "Every notification is lost, nobody comes back, and the schedules are those of the default policy, in real time. Shoppers take ten seconds and then, at random, 100 seconds more on average. How long after a payment the order is there.",
    suite: "heavy",
    file: "integration-tests/heavy/lost-notifications.spec.ts",
    sizes: { PAYMENTS: 40 },
    zeros: ["lost"],
  },
]

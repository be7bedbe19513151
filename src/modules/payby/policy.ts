import { z } from "@medusajs/framework/zod"

const SECOND = 1_000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE

const ms = (description: string) => z.number().int().positive().meta({ description, unit: "ms" })

const attempts = (description: string) =>
  z.number().int().positive().meta({ description, unit: "attempts" })

/** How long something is kept, and why not for less. */
const kept = (daysAtLeast: number, why: string, description: string) =>
  z
    .number()
    .int()
    .min(daysAtLeast * DAY, `must be ${daysAtLeast} days at least: ${why}`)
    .nullable()
    .meta({ description: `${description} \`null\`: for good.`, unit: "ms", absent: "for good" })

/** Legs of a schedule, in order: for so long, every so often. The last leg has no end. */
const legs = z
  .array(
    z
      .object({
        forMs: ms("How long this leg lasts; only the last one may do without.").optional(),
        everyMs: ms("How often, while it lasts."),
      })
      .strict(),
  )
  .min(1)
  .refine((all) => all.slice(0, -1).every((leg) => leg.forMs !== undefined), {
    message: "every leg but the last needs forMs",
  })

const cadence = (description: string) => legs.meta({ description, form: "schedule" })

/** How often something is tried, by how long it has been going on. Milliseconds. */
export type Cadence = z.infer<typeof legs>

/**
 * When to look, to cancel, to try again and to give up: plain data, in milliseconds. The descriptions
 * stand in `docs/options.md`.
 */
export const policySchema = z
  .object({
    unresolved: cadence(
      "Asking about an order whose creation has no known outcome, or whose link nobody was given.",
    ),
    closeUnresolvedAfterMs: ms("How long after its start such an order is given up and cancelled."),
    unpaid: cadence(
      "Routine looks at an order that waits for its payer, from the moment its link was out.",
    ),
    awaited: cadence(
      "Looks while a shopper is known to be back and waiting; and, until it is scanned, whether a QR code that a page shows has been.",
    ),
    awaitedForMs: ms("How long a shopper who asked is taken to be waiting."),
    closeUnpaidAfterMs: ms("When an unpaid order is cancelled, from its placing on.")
      .nullable()
      .meta({
        description:
          "How long after it was placed an unpaid order is cancelled; `null`: at its expiry.",
        unit: "ms",
        absent: "at its expiry",
      }),
    confirmByQuery: z.boolean().meta({
      description:
        "Whether PayBy is asked once more before a payment that only a notification told of is settled.",
    }),
    closeReleasedAfterMs: ms("How long an order may be without a session before it is closed."),
    closing: cadence(
      "Repeats of a cancel that has not succeeded, and looks at an order that is being closed.",
    ),
    tellAfterAttempts: attempts("Attempts in vain after which a person is told."),
    settling: cadence("Repeats of a settlement that did not reach an order."),
    returnUnsettledAfterMs: ms(
      "How long after its payment was claimed an order that could not be settled, in `tellAfterAttempts` attempts or more, is given back.",
    ),
    audits: z.array(ms("The age of a settled order, counted from its settlement.")).meta({
      description:
        "The ages at which a settled order is looked at again, in Medusa only: was it cancelled since, and is the money still right?",
      unit: "ms",
    }),
    returning: cadence("Repeats of a return that is not confirmed yet."),
    refundAnswerMs: ms(
      "How long whoever asks for a refund waits for its outcome before being told that it is unknown.",
    ),
    refunds: cadence("Looks at a refund that has not arrived yet."),
    notifications: cadence("Repeats of the processing of a notification."),
    poisonAfterAttempts: attempts("After how many of them a notification waits for a person."),
    job: z
      .object({
        budgetMs: ms("How long one run of the job begins new work."),
        concurrency: z.number().int().positive().meta({
          description:
            "How many calls to PayBy, or workflows of Medusa's, it has under way at a time. Three times as many rows are in hand, so that writing one down does not hold up the next one's call.",
          unit: "calls",
        }),
        leaseMs: ms("How long a claimed row is nobody else's."),
      })
      .strict()
      .meta({ description: "One run of the job that drives everything." }),
    retention: z
      .object({
        notificationBodiesMs: kept(
          2,
          "PayBy repeats a notification for a day",
          "How long the raw bytes of a processed notification are kept; they may name the payer, and without them it cannot be replayed.",
        ),
        notificationsMs: kept(
          2,
          "PayBy repeats a notification for a day",
          "How long it is kept that a processed notification came, and what came of it.",
        ),
        unpaidOrdersMs: kept(
          30,
          "an order at PayBy can live for 15 days",
          "How long an order that nobody paid is kept, with its time line.",
        ),
        paidOrdersMs: kept(
          200,
          "PayBy refunds orders of the last 180 days",
          "How long an order that was paid is kept, with its refunds and its time line.",
        ),
      })
      .strict()
      .meta({
        description:
          "How long what is over is kept, counted from its last change. Nothing undecided is ever forgotten.",
      }),
  })
  .strict()

/** A complete policy; every field is told in `docs/options.md`. */
export type Policy = z.infer<typeof policySchema>

/** For a web shop: a paid order is seen within a minute even when every notification is lost. */
const webShop: Policy = {
  unresolved: [{ everyMs: 4 * SECOND }],
  closeUnresolvedAfterMs: 60 * SECOND,
  unpaid: [{ forMs: 10 * MINUTE, everyMs: 36 * SECOND }, { everyMs: 90 * SECOND }],
  awaited: [{ everyMs: 4 * SECOND }],
  awaitedForMs: 30 * SECOND,
  closeUnpaidAfterMs: null,
  confirmByQuery: false,
  closeReleasedAfterMs: MINUTE,
  closing: [
    { forMs: 30 * SECOND, everyMs: 5 * SECOND },
    { forMs: 10 * MINUTE, everyMs: 45 * SECOND },
    { everyMs: 10 * MINUTE },
  ],
  tellAfterAttempts: 3,
  settling: [{ forMs: 15 * SECOND, everyMs: 3 * SECOND }, { everyMs: 15 * SECOND }],
  returnUnsettledAfterMs: 75 * SECOND,
  audits: [10 * MINUTE, 24 * 60 * MINUTE],
  returning: [
    { forMs: 30 * SECOND, everyMs: 5 * SECOND },
    { forMs: 10 * MINUTE, everyMs: 45 * SECOND },
    { everyMs: 10 * MINUTE },
  ],
  refundAnswerMs: 10 * SECOND,
  refunds: [
    { forMs: MINUTE, everyMs: 5 * SECOND },
    { forMs: 60 * MINUTE, everyMs: 5 * MINUTE },
    { everyMs: 60 * MINUTE },
  ],
  notifications: [
    { forMs: MINUTE, everyMs: 5 * SECOND },
    { forMs: 30 * MINUTE, everyMs: MINUTE },
    { everyMs: 10 * MINUTE },
  ],
  poisonAfterAttempts: 60,
  job: { budgetMs: 10 * SECOND, concurrency: 4, leaseMs: 30 * SECOND },
  retention: {
    notificationBodiesMs: 90 * DAY,
    notificationsMs: 400 * DAY,
    unpaidOrdersMs: 90 * DAY,
    // As long as the Emirates want records of sales kept for their VAT.
    paidOrdersMs: 5 * 366 * DAY,
  },
}

/** PayBy wants 2 to 6 s between queries. The job looks for work every 2 s, which adds to what stands here. */
const reviewed: Cadence = [{ everyMs: 3 * SECOND }]

/**
 * For PayBy's go-live review: every order that is not paid is asked about every 3 to 5 s, and cancelled
 * 70 s after it was placed, in the middle of the 20 to 120 s that PayBy allows: time enough to pay by
 * hand, and time to spare. A cancel that fails is repeated every 5 to 7 s; PayBy wants 3 to 10.
 */
const acceptance: Policy = {
  ...webShop,
  unresolved: reviewed,
  unpaid: reviewed,
  awaited: reviewed,
  closeUnpaidAfterMs: 70 * SECOND,
  confirmByQuery: true,
  closing: [
    { forMs: 2 * MINUTE, everyMs: 5 * SECOND },
    { forMs: 10 * MINUTE, everyMs: 45 * SECOND },
    { everyMs: 10 * MINUTE },
  ],
}

/** The named policies; `policy: { preset, …overrides }` starts from one of them. */
export const POLICIES = { default: webShop, acceptance } as const satisfies Record<string, Policy>

/** The gap a schedule prescribes after it has been going on for `elapsedMs`. Milliseconds. */
export function gap(cadence: Cadence, elapsedMs: number): number {
  let end = 0
  for (const leg of cadence) {
    end += leg.forMs ?? Infinity
    if (elapsedMs < end) return leg.everyMs
  }
  return cadence[cadence.length - 1]!.everyMs
}

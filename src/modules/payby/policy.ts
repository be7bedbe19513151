import { z } from "@medusajs/framework/zod"

const SECOND = 1_000
const MINUTE = 60 * SECOND

const ms = z.number().int().positive()

/** Legs of a schedule, in order: for so long, every so often. The last leg has no end. */
const cadence = z
  .array(z.object({ forMs: ms.optional(), everyMs: ms }).strict())
  .min(1)
  .refine((legs) => legs.slice(0, -1).every((leg) => leg.forMs !== undefined), {
    message: "every leg but the last needs forMs",
  })

/** How often something is tried, by how long it has been going on. Milliseconds. */
export type Cadence = z.infer<typeof cadence>

/** When to look, to cancel, to try again and to give up: plain data, in milliseconds. */
export const policySchema = z
  .object({
    /** Asking about an order whose creation has no known outcome, or whose link nobody has. */
    unresolved: cadence,
    /** How long after its start such an order is given up and cancelled. */
    closeUnresolvedAfterMs: ms,
    /** Routine looks at an order that waits for its payer, from the moment its link was out. */
    unpaid: cadence,
    /** Looks while a shopper is known to be back and waiting. */
    awaited: cadence,
    /** How long a shopper who asked is taken to be waiting. */
    awaitedForMs: ms,
    /** Cancel an unpaid order so long after it was placed; null: at its expiry. */
    closeUnpaidAfterMs: ms.nullable(),
    /** Ask PayBy once more before a payment that only a notification told of is settled. */
    confirmByQuery: z.boolean(),
    /** How long an order may be without a session before it is closed. */
    closeReleasedAfterMs: ms,
    /** Repeats of a cancel that has not succeeded, and looks at an order that is being closed. */
    closing: cadence,
    /** Attempts in vain after which a person is told. */
    tellAfterAttempts: z.number().int().positive(),
    /** Repeats of a settlement that did not reach an order. */
    settling: cadence,
    /** How long after its payment was claimed an order that could not be settled, again and again, is given back. */
    returnUnsettledAfterMs: ms,
    /** Looks at a settled order, by its age: was it cancelled in Medusa since, and is the money still right? */
    audits: z.array(ms),
    /** Repeats of a return that is not confirmed yet. */
    returning: cadence,
    /** How long whoever asks for a refund waits for its outcome before being told that it is unknown. */
    refundAnswerMs: ms,
    /** Looks at a refund that has not arrived yet. */
    refunds: cadence,
    /** Repeats of the processing of a notification, and after how many it waits for a person. */
    notifications: cadence,
    poisonAfterAttempts: z.number().int().positive(),
    /** One run of the job: how long it begins new work, and how many rows it works on at a time. */
    job: z
      .object({
        budgetMs: ms,
        concurrency: z.number().int().positive(),
        /** How long a claimed row is nobody else's. */
        leaseMs: ms,
      })
      .strict(),
  })
  .strict()

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
export function gap(legs: Cadence, elapsedMs: number): number {
  let end = 0
  for (const leg of legs) {
    end += leg.forMs ?? Infinity
    if (elapsedMs < end) return leg.everyMs
  }
  return legs[legs.length - 1]!.everyMs
}

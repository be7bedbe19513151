import { z } from "@medusajs/framework/zod"
import { isOrderNo, knownRefundOrderNo, merchantOrderNo } from "./order-number"
import { wireMoney } from "./wire-money"

/** Something from the wire, understood or not. The reason names fields and shapes, never values. */
export type Reading<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string }

const MAX_ISSUES = 3

/** Understands a piece of an answer or notification. Fields we do not know are ignored. */
export function readAs<T>(schema: z.ZodType<T>, json: unknown): Reading<T> {
  const parsed = schema.safeParse(json)
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, reason: whatIsWrong(parsed.error) }
}

/** The first few issues as "field: what is wrong with it". */
export function whatIsWrong(error: z.ZodError): string {
  return error.issues
    .slice(0, MAX_ISSUES)
    .map((issue) => `${issue.path.join(".") || "the whole"}: ${issue.message}`)
    .join("; ")
}

/** A text that may be missing, null, empty or something else: then it is not there. */
export const optionalText = z.string().min(1).optional().catch(undefined)

/** Money beside the amounts we rely on. A payer's bank may have used another currency: then it is not there. */
export const optionalMoney = wireMoney.optional().catch(undefined)

/** Epoch milliseconds, as a number or as digits. */
export const optionalTime = z
  .union([z.number(), z.string().regex(/^\d{1,16}$/)])
  .transform((ms) => new Date(Number(ms)))
  .refine((time) => !Number.isNaN(time.getTime()))
  .optional()
  .catch(undefined)

/** PayBy writes "true"; some answers write true. */
export const wireFlag = z
  .union([z.boolean(), z.string().transform((word) => word.toLowerCase() === "true")])
  .catch(false)

export const wireOrderNo = z
  .string()
  .refine(isOrderNo, "not an order number")
  .transform((raw) => merchantOrderNo(raw))

export const wireRefundNo = z
  .string()
  .refine(isOrderNo, "not a refund number")
  .transform((raw) => knownRefundOrderNo(raw))

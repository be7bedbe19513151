import { z } from "@medusajs/framework/zod"

/** Deeper pages are not served: Postgres reads all rows before them. Narrow the filters instead. */
const DEEPEST = 10_000
/** No number of anybody's is longer. */
const LONGEST_NUMBER = 100

const page = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(DEEPEST).default(0),
}

const number = z.string().max(LONGEST_NUMBER).optional()

/** One value of a query or several: `status=a`, `status=a,b` and `status[]=a&status[]=b`. */
function several<T extends z.ZodType>(one: T) {
  const values = (raw: unknown) => (typeof raw === "string" ? raw.split(",") : raw)
  return z.preprocess(values, z.array(one).min(1).max(20)).optional()
}

const yesOrNo = z
  .enum(["true", "false"], { error: "must be true or false" })
  .transform((text) => text === "true")
  .optional()

const instant = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)), { error: "must be a date, ISO 8601" })
  .optional()

const range = z
  .strictObject({ $gte: instant, $gt: instant, $lte: instant, $lt: instant })
  .optional()

/** `GET /admin/payby/orders` */
export const ordersQuery = z.strictObject({
  ...page,
  q: number,
  order_id: number,
  status: several(
    z.enum(["CREATED", "PAID_SUCCESS", "SETTLED", "FAILURE", "AUTHORIZATION", "VOID", "NONE"]),
  ),
  intent: several(z.enum(["collect", "close", "return"])),
  scene: several(z.string().max(20)),
  attention: yesOrNo,
  created_at: range,
  paid_at: range,
  sort: z
    .enum(["created_at", "-created_at", "paid_at", "-paid_at", "amount", "-amount"])
    .default("-created_at"),
})

/** `GET /admin/payby/refunds` */
export const refundsQuery = z.strictObject({
  ...page,
  state: z.enum(["open", "failed", "all"]).default("open"),
  q: number,
})

/** `GET /admin/payby/notifications` */
export const notificationsQuery = z.strictObject({
  ...page,
  state: several(z.enum(["waiting", "done", "unknown_order", "poison"])),
  kind: several(z.enum(["payment", "refund", "chargeback", "void", "other"])),
  q: number,
})

/** `GET /admin/payby/attention` */
export const attentionQuery = z.strictObject(page)

/** `GET /admin/payby/look-up/:number` */
export const lookUpQuery = z.strictObject({
  kind: z.enum(["payment", "refund", "transfer"]).default("payment"),
})

/** `GET /admin/payby/health` */
export const healthQuery = z.strictObject({ fresh: yesOrNo })

/** `GET /admin/payby/statement-checks` */
export const statementChecksQuery = z.strictObject(page)

/** `POST /admin/payby/statement-checks` */
export const statementCheckBody = z.object({
  day: z.iso.date({ error: "is a day as PayBy has it in Dubai, YYYY-MM-DD" }),
})

/** The body of every action. */
export const actionBody = z.object({
  note: z.string().trim().max(500, { error: "is longer than 500 characters" }).optional(),
})

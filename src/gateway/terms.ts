import { z } from "@medusajs/framework/zod"
import type { MerchantOrderNo } from "./order-number"
import { wireOrderNo, whatIsWrong } from "./reading"
import { SCENES } from "./scene"
import { printedAs } from "./sealed"
import { isWireAmount } from "./wire-money"

/** PayBy's limits in characters, for whoever fills these fields in. */
export const TERMS_LIMITS = {
  subject: 64,
  subjectAr: 200,
  notifyUrl: 200,
  redirectUrl: 512,
  payeeMid: 20,
  secondaryMerchantId: 64,
  deviceId: 200,
  reserved: 20,
  riskInfo: 512,
  detail: 200,
  refundReason: 64,
  operatorName: 200,
  refundReserved: 200,
} as const

/** The parameters of a request break PayBy's rules. Names the fields, never what stood in them. */
export class MalformedTerms extends Error {
  override readonly name = "MalformedTerms"
}

/** PayBy's money as it is written, checked but not turned into fils: terms are sent as they are stored. */
export const wireAmount = z.strictObject({
  amount: z.number().refine(isWireAmount, "not an amount with at most 12 and 2 digits"),
  currency: z.literal("AED"),
})

export const payableAmount = wireAmount.refine(({ amount }) => amount > 0, "nothing to pay")

export const httpUrl = (max: number) =>
  z
    .string()
    .max(max)
    .refine((raw) => /^https?:\/\//i.test(raw) && URL.canParse(raw), "not an http(s) URL")

const detail = z.string().max(TERMS_LIMITS.detail).optional()

const accessoryContent = z.strictObject({
  amountDetail: z
    .strictObject({
      discountableAmount: wireAmount.optional(),
      amount: wireAmount.optional(),
      vatAmount: wireAmount.optional(),
      tipAmount: wireAmount.optional(),
    })
    .optional(),
  goodsDetail: z
    .strictObject({
      body: detail,
      categoriesTree: detail,
      goodsCategory: detail,
      goodsId: detail,
      goodsName: detail,
      price: wireAmount.optional(),
      quantity: z
        .number()
        .refine(isWireAmount, "not a quantity with at most 2 decimals")
        .optional(),
      showUrl: detail,
    })
    .optional(),
  terminalDetail: z
    .strictObject({
      operatorId: detail,
      storeId: detail,
      terminalId: detail,
      merchantName: detail,
      storeName: detail,
    })
    .optional(),
  reserved: detail,
})

const sharing = z.strictObject({
  sharingIdentitySeqId: z.number().int().positive(),
  sharingIdentityType: z.string().max(64),
  sharingIdentity: z.string().max(TERMS_LIMITS.detail),
  sharingMemo: z.string().max(128),
  sharingAmount: wireAmount,
  withholdAndRemitFee: z.boolean().optional(),
})

const common = {
  merchantOrderNo: wireOrderNo,
  subject: z.string().min(1).max(TERMS_LIMITS.subject),
  subjectAr: z.string().max(TERMS_LIMITS.subjectAr).optional(),
  totalAmount: payableAmount,
  expiredTime: z.number().int().positive(),
  payeeMid: z.string().max(TERMS_LIMITS.payeeMid).optional(),
  notifyUrl: httpUrl(TERMS_LIMITS.notifyUrl).optional(),
  accessoryContent: accessoryContent.optional(),
  sharingParamList: z.array(sharing).optional(),
  secondaryMerchantId: z.string().max(TERMS_LIMITS.secondaryMerchantId).optional(),
  deviceId: z.string().max(TERMS_LIMITS.deviceId).optional(),
  reserved: z.string().max(TERMS_LIMITS.reserved).optional(),
  riskInfo: z.string().max(TERMS_LIMITS.riskInfo).optional(),
}

const wireOrderTerms = z.discriminatedUnion("paySceneCode", [
  z.strictObject({ ...common, ...SCENES.PAYPAGE }),
  z.strictObject({ ...common, ...SCENES.DYNQR }),
  z.strictObject({ ...common, ...SCENES.EWALLET }),
  z.strictObject({ ...common, ...SCENES.INAPP }),
  z.strictObject({ ...common, ...SCENES.JSAPI }),
])

/** What {@link orderTerms} takes: the same fields, with the number still a plain text. */
export type OrderTermsInput = z.input<typeof wireOrderTerms>

/**
 * The business parameters of placeOrder, shaped as PayBy reads them: a plain object that survives JSON.
 *
 * Store them as they are and place them again as they are. The same number with the same parameters returns the
 * order as it now stands; with any other parameter, `expiredTime` included, PayBy refuses (62016).
 */
export type OrderTerms = z.output<typeof wireOrderTerms>

/**
 * Checks PayBy's rules before PayBy does, for new terms and for stored ones alike. Nothing is trimmed, rounded or
 * filled in: what goes in is what is sent.
 *
 * @throws MalformedTerms
 */
export function orderTerms(input: OrderTermsInput): OrderTerms {
  const parsed = wireOrderTerms.safeParse(input)
  if (!parsed.success) throw new MalformedTerms(`Order terms: ${whatIsWrong(parsed.error)}.`)
  return printed(parsed.data)
}

/**
 * As {@link orderTerms}, from the JSON text the terms were stored as.
 *
 * @throws MalformedTerms
 */
export function storedOrderTerms(text: string): OrderTerms {
  try {
    return orderTerms(JSON.parse(text))
  } catch (error) {
    // A SyntaxError quotes the text it could not read.
    if (error instanceof SyntaxError) throw new MalformedTerms("Order terms: stored as no JSON.")
    throw error
  }
}

function printed(terms: OrderTerms): OrderTerms {
  const number: MerchantOrderNo = terms.merchantOrderNo
  return printedAs(terms, () => `OrderTerms { ${number}, ${terms.paySceneCode} }`)
}

import { TERMS_LIMITS } from "../../../gateway"
import { filledIn } from "../../../modules/payby/subject-template"
import { clipped } from "../clipped"
import type { Purchase } from "./purchase"

/** What PayBy shows where the merchant's own words cannot be completed. */
const PLAIN = "Online order"

export interface Templates {
  readonly subject: string
  readonly subjectAr: string | null
}

/** The order's name, in English and Arabic; PayBy shows the payer the one in the language of its page. */
export function subjects(
  { subject, subjectAr }: Templates,
  purchase: Purchase | null,
  store: string | null,
): { subject: string; subjectAr?: string } {
  const facts = factsOf(purchase, store)
  const inEnglish = clipped(filledIn(subject, facts) ?? PLAIN, TERMS_LIMITS.subject) ?? PLAIN
  const inArabic =
    subjectAr === null
      ? undefined
      : clipped(filledIn(subjectAr, facts) ?? undefined, TERMS_LIMITS.subjectAr)
  return { subject: inEnglish, ...(inArabic === undefined ? {} : { subjectAr: inArabic }) }
}

function factsOf(purchase: Purchase | null, store: string | null) {
  const [first] = purchase?.lines ?? []
  const pieces = purchase?.lines.reduce((sum, line) => sum + Number(line.quantity), 0)
  return {
    ...(store === null ? {} : { store }),
    ...(purchase === null ? {} : { cart_id: purchase.cartId }),
    ...(first === undefined ? {} : { item: first.title, items: String(pieces) }),
  }
}

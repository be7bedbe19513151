import type { MedusaContainer } from "@medusajs/framework/types"
import type { Money, OrderTermsInput } from "../../../gateway"
import type { PayByModuleService } from "../../../modules/payby/service"
import { speaksOf } from "../../../modules/payby/subject-template"
import { amountDetail } from "./amount-detail"
import { goodsDetail } from "./goods-detail"
import { purchaseOf } from "./purchase"
import type { Purchase } from "./purchase"
import type { StoreName } from "./store-name"
import { subjects } from "./subject"

export { opaqueCustomerId } from "./customer-id"
export { StoreName } from "./store-name"

/** The part of PayBy's terms that says what is bought. */
export type Description = Pick<OrderTermsInput, "subject" | "subjectAr" | "accessoryContent">

/**
 * What PayBy is told about a purchase: the merchant's subject, and, where the merchant wants it, the goods
 * and the VAT. The same cart is described word for word the same, because PayBy compares. One query at
 * most for the cart, and none where nobody asks. Nothing of the shopper is in it.
 */
export async function describe(
  container: MedusaContainer,
  storeName: StoreName,
  payby: PayByModuleService,
  collectionId: string,
  total: Money,
): Promise<Description> {
  const { settings, clock } = payby
  const templates = `${settings.subject}${settings.subjectAr ?? ""}`
  const needsCart = settings.describePurchase || /\{(cart_id|items?)\}/.test(templates)
  const purchase = needsCart ? await purchaseOr(container, payby, collectionId) : null
  const store = speaksOf(templates, "store") ? await storeName.read(container, clock()) : null
  const content =
    settings.describePurchase && purchase !== null ? contentOf(purchase, total) : undefined
  return {
    ...subjects(settings, purchase, store),
    ...(content === undefined ? {} : { accessoryContent: content }),
  }
}

/** Goods are named only where they add up to what is charged: else they need not be what is paid for. */
function contentOf(purchase: Purchase, total: Money): Description["accessoryContent"] {
  const amounts = amountDetail(purchase, total)
  if (amounts === undefined) return undefined
  const goods = goodsDetail(purchase)
  return { amountDetail: amounts, ...(goods === undefined ? {} : { goodsDetail: goods }) }
}

/** A cart that cannot be read, with a store's own totals in it perhaps, can still be paid for. */
async function purchaseOr(
  container: MedusaContainer,
  payby: PayByModuleService,
  collectionId: string,
): Promise<Purchase | null> {
  try {
    return await purchaseOf(container, collectionId)
  } catch (error) {
    const reason = error instanceof Error ? error.name : "unknown error"
    payby.logger.warn(`PayBy is not told what is bought: the cart could not be read (${reason})`)
    return null
  }
}

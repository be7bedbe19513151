import { aed, fils, MalformedMoney, TERMS_LIMITS, toWire } from "../../../gateway"
import type { OrderTermsInput } from "../../../gateway"
import { clipped } from "../clipped"
import type { Purchase, PurchaseLine } from "./purchase"

type GoodsDetail = NonNullable<NonNullable<OrderTermsInput["accessoryContent"]>["goodsDetail"]>

/** PayBy describes one product per order: the first names it, and the body lists them all. */
export function goodsDetail(purchase: Purchase): GoodsDetail | undefined {
  const [first, ...others] = purchase.lines
  const goodsName = clipped(first?.title, TERMS_LIMITS.detail)
  if (first === undefined || goodsName === undefined) return undefined
  return {
    ...filled("body", clipped(purchase.lines.map(inWords).join(", "), TERMS_LIMITS.detail)),
    ...filled("goodsId", clipped(first.goodsId ?? undefined, TERMS_LIMITS.detail)),
    goodsName,
    // With several lines a unit price and a quantity would describe none of them.
    ...(others.length === 0 ? quantityAndPrice(first) : {}),
  }
}

function inWords({ quantity, title }: PurchaseLine): string {
  return `${quantity} × ${title}`
}

function filled<K extends string>(name: K, text: string | undefined): { [key in K]?: string } {
  const part: { [key in K]?: string } = {}
  if (text !== undefined) part[name] = text
  return part
}

/** A unit price only where it makes up the line to the fils; VAT and shared discounts do not divide evenly. */
function quantityAndPrice(line: PurchaseLine): Pick<GoodsDetail, "quantity" | "price"> {
  if (!/^[1-9]\d{0,8}$/.test(line.quantity)) return {}
  const quantity = Number(line.quantity)
  try {
    const { fils: whole } = aed(line.subtotal)
    return whole % quantity === 0
      ? { quantity, price: toWire(fils(whole / quantity)) }
      : { quantity }
  } catch (error) {
    if (error instanceof MalformedMoney) return { quantity }
    throw error
  }
}

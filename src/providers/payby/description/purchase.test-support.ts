import type { Purchase, PurchaseLine } from "./purchase"

/** One shirt, two pieces, with 5 % VAT and no discount: 105 dirhams. */
export function aPurchase(changes: Partial<Purchase> = {}): Purchase {
  return {
    cartId: "cart_1",
    lines: [aLine()],
    subtotal: "100",
    discount: "0",
    vat: "5",
    total: "105",
    ...changes,
  }
}

export function aLine(changes: Partial<PurchaseLine> = {}): PurchaseLine {
  return {
    id: "cali_1",
    title: "Shirt",
    goodsId: "SHIRT-M",
    quantity: "2",
    subtotal: "100",
    ...changes,
  }
}

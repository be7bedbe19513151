import type { Reason } from "./payment.ts"

/** How a payment ended, as far as the shopper is concerned. */
export type Outcome =
  /** There is an order, paid. Its id is Medusa's. */
  | { readonly kind: "order"; readonly order: string }
  /** Nothing was taken, and nothing can be taken any more: the cart may be paid again. */
  | { readonly kind: "closed"; readonly why: Reason }
  /** It was paid and cannot be an order: the money is back, or on its way back. */
  | { readonly kind: "returned"; readonly why: Reason }
  /** The store knows no such payment. */
  | { readonly kind: "unknown" }
  /** Whoever waited stopped waiting; the payment goes on. */
  | { readonly kind: "stopped" }

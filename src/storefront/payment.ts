import type {
  StorePayByReason,
  StorePayByScene,
  StorePayBySessionInput,
} from "../api/store/payby/contract.ts"

/** A payment under way. Plain data: it may be kept, sent, or written into an address. */
export interface Payment {
  /**
   * The merchant order number. It stays the same however often the payment is started again, in whatever
   * browser; whoever has it may ask how the payment stands, and give it up.
   */
  readonly number: string
}

/** How the shopper pays, in PayBy's word for it; the shop's configuration says which it offers. */
export type Scene = StorePayByScene

/** Why a payment is over without an order. */
export type Reason = StorePayByReason

/** What a storefront may choose when it starts a payment; all of it is optional. */
export type Choice = StorePayBySessionInput

/** What to show, so that the shopper can pay. */
export interface Link {
  /** What was placed at PayBy: act by it, not by what was asked for. */
  readonly scene: Scene
  /** PayBy's page, the text of the QR code, or the wallet's link. */
  readonly url: string
  /** When the link stops working, in milliseconds since 1970 by this browser's clock. */
  readonly expiresAt: number
}

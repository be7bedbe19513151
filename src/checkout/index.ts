/** What a shopper sees of a payment, and what they can do about it. */
export { comeBack } from "./come-back"
export { findPayment } from "./find-payment"
export { giveUp } from "./give-up"
export { offeredScenes } from "./offered-scenes"
export type { PaymentReason, PaymentStatus } from "./payment-status"
export { collectionOfCart } from "./placed-order"
export type { PaymentView } from "./payment-view"
export { waitForNews } from "./wait"

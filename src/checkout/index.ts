export { findPayment } from "./find-payment"
export { giveUp } from "./give-up"
export type { PaymentView } from "./payment-view"
export { waitForNews } from "./wait"

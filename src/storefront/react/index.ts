/**
 * React components over `medusa-payment-payby/storefront`.
 *
 * @packageDocumentation
 */
"use client"
export { PayByButton, type PayByButtonProps } from "./pay-button.tsx"
export { PayByCheckout, type PayByCheckoutProps } from "./checkout.tsx"
export { PayByFrame, type PayByFrameProps } from "./frame.tsx"
export { PayByQr, type PayByQrProps } from "./qr-code.tsx"
export { PayByWaiting, type PayByWaitingProps } from "./waiting.tsx"
export type { Way } from "./ways.ts"
export { usePayment, type FollowedPayment } from "./use-payment.ts"

/**
 * PayBy in a storefront, whatever it is written in: start, wait, resume, give up. Nothing here needs a
 * framework, Node or a secret; the React components stand in `medusa-payment-payby/storefront/react`.
 *
 * @packageDocumentation
 */
export { paymentIn, withoutPayment, withPayment } from "./address.ts"
export { cancel, type Cancelled } from "./cancel.ts"
export { FRAME_SCRIPT, loadFrameMaker, type FrameMaker } from "./frame-maker.ts"
export { offered, type Offered } from "./offered.ts"
export type { Outcome } from "./outcome.ts"
export type { Choice, Link, Payment, Reason, Scene } from "./payment.ts"
export { phoneSystem } from "./phone.ts"
export { qrDrawing, type QrDrawing } from "./qr.ts"
export { resume, type Resumed } from "./resume.ts"
export type { Failure, StoreCall, StoreSdk } from "./sdk.ts"
export type { Standing } from "./seen.ts"
export { PROVIDER, start, type Started, type StartOptions } from "./start.ts"
export { browser, type Surroundings } from "./surroundings.ts"
export { wait, type Progress, type WaitOptions } from "./wait.ts"
export { wordsIn, type Language, type Words } from "./words/index.ts"

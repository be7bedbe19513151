import { paymentIn } from "./address.ts"
import type { Outcome } from "./outcome.ts"
import type { Payment } from "./payment.ts"
import type { StoreSdk } from "./sdk.ts"
import { wait, type WaitOptions } from "./wait.ts"

/** A payment taken up again, and how it ends. */
export interface Resumed {
  readonly payment: Payment
  readonly outcome: Promise<Outcome>
}

/**
 * Takes up the payment an address tells of: after a reload, after coming back from PayBy's page, or in
 * another browser, because everything it needs is in the address. Null when the address tells of none.
 */
export function resume(sdk: StoreSdk, address: string, options?: WaitOptions): Resumed | null {
  const payment = paymentIn(address)
  return payment && { payment, outcome: wait(sdk, payment, options) }
}

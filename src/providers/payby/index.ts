/**
 * The payment provider, for the payment module's `providers`.
 *
 * @packageDocumentation
 */
import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { PayByPaymentProvider } from "./service"

/** The payment provider as Medusa loads it: an entry in the payment module's `providers`, without options. */
export default ModuleProvider(Modules.PAYMENT, { services: [PayByPaymentProvider] })

export { PayByPaymentProvider }
export type { SessionData } from "./session-data"

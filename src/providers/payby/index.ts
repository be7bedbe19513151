import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { PayByPaymentProvider } from "./service"

export default ModuleProvider(Modules.PAYMENT, { services: [PayByPaymentProvider] })

export { PayByPaymentProvider }
export type { SessionData } from "./session-data"

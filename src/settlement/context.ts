import type { IPaymentModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { PayByModuleService } from "../modules/payby/service"

/** What the settlement works with: PayBy and the ledger on one side, Medusa on the other. */
export interface Context {
  readonly payby: PayByModuleService
  readonly payments: IPaymentModuleService
  readonly container: MedusaContainer
}

/** The context of a running store. */
export function contextOf(container: MedusaContainer): Context {
  return {
    payby: container.resolve<PayByModuleService>("payby"),
    payments: container.resolve(Modules.PAYMENT),
    container,
  }
}

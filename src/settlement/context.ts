import type { IPaymentModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { PayByModuleService } from "../modules/payby/service"
import { atOnce } from "../modules/payby/work-in-hand"
import type { InTurn } from "../modules/payby/work-in-hand"

/** What the settlement works with: PayBy and the ledger on one side, Medusa on the other. */
export interface Context {
  readonly payby: PayByModuleService
  readonly payments: IPaymentModuleService
  readonly container: MedusaContainer
  /** How the costly part of driving an order gets its turn. Whoever is waited for has it at once. */
  readonly inTurn: InTurn
}

/** The context of a running store. */
export function contextOf(container: MedusaContainer): Context {
  return {
    payby: container.resolve<PayByModuleService>("payby"),
    payments: container.resolve(Modules.PAYMENT),
    container,
    inTurn: atOnce,
  }
}

/**
 * The module with the ledger and the gateway, `payby` in the container.
 *
 * @packageDocumentation
 */
import { Module } from "@medusajs/framework/utils"
import checkOptions from "./loaders/check-options"
import { PayByModuleService } from "./service"

/** The module's name in the container: `container.resolve("payby")`. */
export const PAYBY_MODULE = "payby"

/** The module as Medusa loads it. It is part of the plugin, and needs no entry of its own in `medusa-config.ts`. */
export default Module(PAYBY_MODULE, { service: PayByModuleService, loaders: [checkOptions] })

export { PayByModuleService }

import { Module } from "@medusajs/framework/utils"
import checkOptions from "./loaders/check-options"
import { PayByModuleService } from "./service"

/** The module's name in the container: `container.resolve("payby")`. */
export const PAYBY_MODULE = "payby"

export default Module(PAYBY_MODULE, { service: PayByModuleService, loaders: [checkOptions] })

export { PayByModuleService }

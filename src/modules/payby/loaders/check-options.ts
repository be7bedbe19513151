import type { LoaderOptions } from "@medusajs/framework/types"
import { parseOptions } from "../options"

/** Stops the start of the store on wrong options; otherwise the first shopper would find them. */
export default async function checkOptions({ options }: LoaderOptions): Promise<void> {
  parseOptions(options)
}

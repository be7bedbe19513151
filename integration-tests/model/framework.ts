import type { MedusaContainer } from "@medusajs/framework/types"
import { standingFor } from "./standing-for"

let running: MedusaContainer | null = null

/** The process that runs now is the one whose container Medusa's framework gives out. */
export function run(process: MedusaContainer): void {
  running = process
}

/** Stands in for the framework's global container. */
export const container = standingFor<MedusaContainer>({
  resolve: (key: string, options?: { allowUnregistered?: boolean }): unknown =>
    running?.resolve(key, options),
})

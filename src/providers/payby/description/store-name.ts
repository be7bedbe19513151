import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"

/** How long a name that was looked up is taken to be right, milliseconds. */
const REMEMBERED_MS = 5 * 60_000

const stores = z.array(z.object({ name: z.string().nullish() }))

/** The store's name as staff wrote it in the admin; it hardly ever changes, so it is seldom looked up. */
export class StoreName {
  #name: string | null = null
  #readAt = -Infinity

  async read(container: MedusaContainer, now: Date): Promise<string | null> {
    if (now.getTime() - this.#readAt < REMEMBERED_MS) return this.#name
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({ entity: "store", fields: ["name"] })
    this.#name = stores.parse(data)[0]?.name ?? null
    this.#readAt = now.getTime()
    return this.#name
  }
}

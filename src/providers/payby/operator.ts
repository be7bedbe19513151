import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { TERMS_LIMITS } from "../../gateway"
import { clipped } from "./clipped"

/**
 * The name under which Medusa shows a member of staff; undefined when it has none, or when it was no
 * member of staff who asked. Never the address or the id.
 */
export async function operatorName(
  container: MedusaContainer,
  createdBy: string | undefined,
): Promise<string | undefined> {
  if (createdBy === undefined) return undefined
  const users = container.resolve(Modules.USER, { allowUnregistered: true })
  if (users === undefined) return undefined
  const [user] = await users.listUsers({ id: createdBy }, { select: ["first_name", "last_name"] })
  const name = [user?.first_name, user?.last_name].filter(Boolean).join(" ")
  return clipped(name, TERMS_LIMITS.operatorName)
}

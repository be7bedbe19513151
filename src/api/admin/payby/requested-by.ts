import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"
import type { Request } from "../../../back-office"
import type { AdminPayByActionBody } from "./contract"

/** Who asks for an action, by the name Medusa shows for them, and why. */
export async function requestedBy(
  req: AuthenticatedMedusaRequest<AdminPayByActionBody>,
): Promise<Request> {
  return { actor: await actorOf(req), note: req.validatedBody?.note || null }
}

/** Who asks. */
export async function actorOf(req: AuthenticatedMedusaRequest): Promise<Request["actor"]> {
  const { actor_id: id, actor_type: type } = req.auth_context
  const name = type === "api-key" ? await keyName(req, id) : await userName(req, id)
  return { id, name }
}

async function userName(req: AuthenticatedMedusaRequest, id: string): Promise<string | null> {
  const users = req.scope.resolve(Modules.USER)
  const select: ("first_name" | "last_name" | "email")[] = ["first_name", "last_name", "email"]
  const [user] = await users.listUsers({ id }, { select })
  const name = [user?.first_name, user?.last_name].filter(Boolean).join(" ")
  return name || user?.email || null
}

async function keyName(req: AuthenticatedMedusaRequest, id: string): Promise<string | null> {
  const keys = req.scope.resolve(Modules.API_KEY)
  const [key] = await keys.listApiKeys({ id }, { select: ["title"] })
  return key?.title ?? null
}

import type {
  IAuthModuleService,
  IUserModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/** How staff sign in to the example store. */
export interface Administrator {
  email: string
  password: string
}

/** Nothing of value stands behind it: the store is an example and listens on loopback only. */
const ADMINISTRATOR: Administrator = {
  email: "admin@example.com",
  password: "example-store-only",
}

/** The user who may sign in to the admin with email and password. */
export async function ensureAdministrator(container: MedusaContainer): Promise<Administrator> {
  const users: IUserModuleService = container.resolve(Modules.USER)
  const auth: IAuthModuleService = container.resolve(Modules.AUTH)
  const { email } = ADMINISTRATOR
  const [found] = await users.listUsers({ email })
  const user = found ?? (await users.createUsers({ email, first_name: "Example" }))
  await auth.updateAuthIdentities({
    id: await identity(auth),
    app_metadata: { user_id: user.id },
  })
  return ADMINISTRATOR
}

async function identity(auth: IAuthModuleService): Promise<string> {
  const [known] = await auth.listProviderIdentities({
    provider: "emailpass",
    entity_id: ADMINISTRATOR.email,
  })
  if (known?.auth_identity_id) return known.auth_identity_id
  const registered = await auth.register("emailpass", { body: { ...ADMINISTRATOR } })
  if (registered.authIdentity) return registered.authIdentity.id
  throw new Error(`The administrator could not be registered: ${registered.error}`)
}

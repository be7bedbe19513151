import type { AdminPayByActionResult, AdminPayByOrder } from "../../src/api/admin/payby/contract"
import type { Shop } from "./shop"

/** An answer of the Admin API. */
export interface Answer<T> {
  readonly status: number
  readonly body: T
}

/** One of the staff, signed in, at the Admin API. */
export interface Staff {
  get<T>(path: string): Promise<Answer<T>>
  post<T>(path: string, body?: unknown): Promise<Answer<T>>
  /** The answer as it came. */
  text(path: string): Promise<string>
}

/** What the API answers instead of what was asked for. */
export interface Refusal {
  readonly type: string
  readonly message: string
}

/** Signs in as the store's administrator. */
export function signIn(shop: Shop): Promise<Staff> {
  return signInAt(shop.store.address, shop.store.seeded.admin)
}

/** The same, at a store that runs elsewhere. */
export async function signInAt(
  store: string,
  { email, password }: { email: string; password: string },
): Promise<Staff> {
  const { body } = await staff(store).post<{ token: string }>("/auth/user/emailpass", {
    email,
    password,
  })
  return staff(store, body.token)
}

/** Has the administrator of a store ask for something, and expects that it is done. */
export async function asAdministrator(
  { store, admin }: { store: string; admin: { email: string; password: string } },
  path: string,
  body: unknown,
): Promise<void> {
  const answer = await (await signInAt(store, admin)).post(path, body)
  if (answer.status >= 400) throw new Error(`${path} was answered with ${answer.status}`)
}

/** Somebody who has not signed in. */
export function stranger(shop: Shop): Staff {
  return staff(shop.store.address)
}

/** The order as the admin shows it. */
export async function adminOrder(admin: Staff, no: string): Promise<AdminPayByOrder> {
  const { body } = await admin.get<{ order: AdminPayByOrder }>(`/admin/payby/orders/${no}`)
  return body.order
}

/** Has something done with an order, and expects that it could be asked for. */
export async function act(
  admin: Staff,
  no: string,
  action: string,
  note?: string,
): Promise<AdminPayByActionResult> {
  const path = `/admin/payby/orders/${no}/${action}`
  const { status, body } = await admin.post<AdminPayByActionResult>(path, { note })
  if (status !== 200) throw new Error(`${action} was answered ${status}: ${JSON.stringify(body)}`)
  return body
}

function staff(store: string, token?: string): Staff {
  const headers = {
    "Content-Type": "application/json",
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
  }
  async function ask<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const response = await fetch(store + path, { method, headers, body: text })
    const json: T = JSON.parse(await response.text())
    return { status: response.status, body: json }
  }
  return {
    get: (path) => ask("GET", path),
    post: (path, body = {}) => ask("POST", path, body),
    text: async (path) => (await fetch(store + path, { headers })).text(),
  }
}

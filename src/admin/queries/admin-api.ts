import Medusa from "@medusajs/js-sdk"

/** Talks to the store's backend as the admin itself does: same address, same way of signing in. */
export const adminApi = new Medusa({
  baseUrl: __BACKEND_URL__ || "/",
  auth: {
    type: __AUTH_TYPE__ ?? "session",
    jwtTokenStorageKey: __JWT_TOKEN_STORAGE_KEY__ || undefined,
  },
}).client

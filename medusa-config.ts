import { generateKeyPairSync } from "node:crypto"
import { defineConfig } from "@medusajs/framework/utils"
import type { PayByOptions } from "./src/modules/payby/options"

// The repository as an app: the example store, which runs the plugin from `src`. A merchant lists
// the package under `plugins` instead of the module below; the README shows how.

const environment = process.env
const port = environment.PORT || "9000"
const redisUrl = environment.REDIS_URL

/** What a merchant would write: the plugin's options. */
function paybyOptions(): PayByOptions {
  const { privateKey, publicKey } = gatewayKeys()
  return {
    // The address at which `npx medusa-payby-simulator` listens, unless told otherwise.
    baseUrl: environment.PAYBY_BASE_URL || "http://127.0.0.1:4010/sgs/api",
    partnerId: environment.PAYBY_PARTNER_ID || "200000000001",
    privateKey,
    paybyPublicKeys: [publicKey],
    notifyUrl: environment.PAYBY_NOTIFY_URL || `http://127.0.0.1:${port}/hooks/payby`,
    ...wayBack(),
    scenes: ["PAYPAGE", "DYNQR", "EWALLET", "INAPP", "JSAPI"],
    wallets: ["botim-pay", "ALIPAYPLUS"],
    subject: "{store}: {item}",
    subjectAr: "{store}: {item}",
    savedCards: true,
    policy: policy(environment.PAYBY_POLICY),
    deadlineMs: Number(environment.PAYBY_DEADLINE_MS) || undefined,
  }
}

/** The plugin's return route, on to the pages of a storefront; or a page that does without it. */
function wayBack(): Pick<PayByOptions, "returnUrl" | "storefront"> {
  if (environment.PAYBY_RETURN_URL) return { returnUrl: environment.PAYBY_RETURN_URL }
  return {
    storefront: {
      origins: (environment.STOREFRONT_ORIGINS || `http://127.0.0.1:${port}`).split(","),
      success: "/shop/order?order_id={order_id}",
      waiting: "/shop/return?merchant_order_no={merchant_order_no}&cart_id={cart_id}",
      retry: "/shop/return?merchant_order_no={merchant_order_no}&cart_id={cart_id}&was={status}",
    },
  }
}

/** Keys from the environment, else a pair nobody knows: enough for all that needs no gateway. */
function gatewayKeys(): { privateKey: string; publicKey: string } {
  const { PAYBY_PRIVATE_KEY, PAYBY_PUBLIC_KEY } = environment
  if (PAYBY_PRIVATE_KEY && PAYBY_PUBLIC_KEY) {
    return { privateKey: PAYBY_PRIVATE_KEY, publicKey: PAYBY_PUBLIC_KEY }
  }
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  })
  return {
    privateKey: PAYBY_PRIVATE_KEY || privateKey,
    publicKey: PAYBY_PUBLIC_KEY || publicKey,
  }
}

/** The name of a preset, or a policy as JSON. The plugin checks either when it starts. */
function policy(text: string | undefined): PayByOptions["policy"] {
  if (!text) return undefined
  return text === "default" || text === "acceptance" ? text : JSON.parse(text)
}

/** Another provider beside PayBy's, to compare with in one store: `resolve`, `id` and `options`, as JSON. */
function peers() {
  return environment.PEER_PROVIDER ? [JSON.parse(environment.PEER_PROVIDER)] : []
}

/** What several instances of one store have to share. */
function sharedModules(redis: string) {
  return [
    { resolve: "@medusajs/medusa/event-bus-redis", options: { redisUrl: redis } },
    { resolve: "@medusajs/medusa/workflow-engine-redis", options: { redis: { redisUrl: redis } } },
    {
      resolve: "@medusajs/medusa/locking",
      options: {
        providers: [
          {
            resolve: "@medusajs/medusa/locking-redis",
            id: "locking-redis",
            is_default: true,
            options: { redisUrl: redis },
          },
        ],
      },
    },
    {
      resolve: "@medusajs/medusa/caching",
      options: {
        providers: [
          {
            resolve: "@medusajs/caching-redis",
            id: "caching-redis",
            is_default: true,
            options: { redisUrl: redis },
          },
        ],
      },
    },
  ]
}

const everywhere = "http://localhost:8000,http://localhost:9000,http://127.0.0.1:8000"

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: environment.DATABASE_URL,
    redisUrl,
    workerMode: workerMode(environment.MEDUSA_WORKER_MODE),
    // Session cookies travel over plain http here; without this, production mode would not set one.
    cookieOptions: { secure: false, sameSite: "lax" },
    http: {
      storeCors: environment.STORE_CORS || everywhere,
      adminCors: environment.ADMIN_CORS || everywhere,
      authCors: environment.AUTH_CORS || everywhere,
      jwtSecret: environment.JWT_SECRET || "only-for-the-example-store",
      cookieSecret: environment.COOKIE_SECRET || "only-for-the-example-store",
    },
  },
  admin: { disable: environment.DISABLE_MEDUSA_ADMIN === "true" },
  modules: [
    { resolve: "./src/modules/payby", options: paybyOptions() },
    {
      resolve: "@medusajs/medusa/payment",
      // Hands the module to the provider, which has no options of its own.
      dependencies: ["payby"],
      options: {
        providers: [{ resolve: "./src/providers/payby", id: "payby" }, ...peers()],
      },
    },
    ...(redisUrl ? sharedModules(redisUrl) : []),
  ],
})

function workerMode(text: string | undefined): "server" | "worker" | "shared" {
  return text === "server" || text === "worker" ? text : "shared"
}

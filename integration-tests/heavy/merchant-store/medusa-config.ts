import { defineConfig } from "@medusajs/framework/utils"

const {
  DATABASE_URL,
  PORT,
  PAYBY_BASE_URL,
  PAYBY_PARTNER_ID,
  PAYBY_PRIVATE_KEY,
  PAYBY_PUBLIC_KEY,
} = process.env

// A merchant's configuration, as the README has it.
module.exports = defineConfig({
  projectConfig: {
    databaseUrl: DATABASE_URL,
    http: {
      storeCors: "http://localhost:8000",
      adminCors: "http://localhost:9000",
      authCors: "http://localhost:9000",
      jwtSecret: "only-for-this-test",
      cookieSecret: "only-for-this-test",
    },
  },
  admin: { disable: true },
  plugins: [
    {
      resolve: "medusa-payment-payby",
      options: {
        baseUrl: PAYBY_BASE_URL,
        partnerId: PAYBY_PARTNER_ID,
        privateKey: PAYBY_PRIVATE_KEY,
        paybyPublicKeys: [PAYBY_PUBLIC_KEY],
        notifyUrl: `http://127.0.0.1:${PORT}/hooks/payby`,
        returnUrl: "http://localhost:8000/checkout/return",
      },
    },
  ],
  modules: [
    {
      resolve: "@medusajs/medusa/payment",
      dependencies: ["payby"],
      options: {
        providers: [{ resolve: "medusa-payment-payby/providers/payby", id: "payby" }],
      },
    },
  ],
})

import { defineMiddlewares } from "@medusajs/framework/http"

/** PayBy signs the exact bytes of a notification, so no parser may touch them before the route does. */
export default defineMiddlewares({
  routes: [{ matcher: "/hooks/payby", methods: ["POST"], bodyParser: false }],
})

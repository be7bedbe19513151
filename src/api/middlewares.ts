import { defineMiddlewares } from "@medusajs/framework/http"
import { adminValidation } from "./admin/payby/validation"
import { oneCompletion } from "./store/one-completion"

export default defineMiddlewares({
  routes: [
    // PayBy signs the exact bytes of a notification, so no parser may touch them before the route does.
    { matcher: "/hooks/payby", methods: ["POST"], bodyParser: false },
    ...oneCompletion,
    ...adminValidation,
  ],
})

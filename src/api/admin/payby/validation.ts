import {
  validateAndTransformBody,
  validateAndTransformQuery,
  type MiddlewareRoute,
} from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import {
  actionBody,
  attentionQuery,
  healthQuery,
  lookUpQuery,
  notificationsQuery,
  ordersQuery,
  refundsQuery,
  statementCheckBody,
  statementChecksQuery,
} from "./queries"

const asked = (matcher: string, query: z.ZodObject): MiddlewareRoute => ({
  matcher: `/admin/payby/${matcher}`,
  methods: ["GET"],
  middlewares: [validateAndTransformQuery(query, {})],
})

const action = (matcher: string): MiddlewareRoute => ({
  matcher: `/admin/payby/${matcher}`,
  methods: ["POST"],
  middlewares: [validateAndTransformBody(actionBody)],
})

/** What the routes take is checked before they see it; who asks is Medusa's own matter, as for all of `/admin`. */
export const adminValidation: MiddlewareRoute[] = [
  asked("orders", ordersQuery),
  asked("refunds", refundsQuery),
  asked("notifications", notificationsQuery),
  asked("attention", attentionQuery),
  asked("look-up/:number", lookUpQuery),
  asked("health", healthQuery),
  asked("statement-checks", statementChecksQuery),
  {
    matcher: "/admin/payby/statement-checks",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(statementCheckBody)],
  },
  action("orders/:no/:action"),
  action("refunds/:no/:action"),
  action("notifications/:id/:action"),
]

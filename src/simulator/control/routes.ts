import type { Simulator } from "../simulator"
import { callRoutes } from "./call-routes"
import { notificationRoutes } from "./notification-routes"
import { orderRoutes } from "./order-routes"
import { refundRoutes } from "./refund-routes"
import type { Route } from "./route"
import { timeRoutes } from "./time-routes"

/** The powers of the `Simulator` object, over HTTP. */
export function routesOf(simulator: Simulator): Route[] {
  return [
    ...orderRoutes(simulator),
    ...refundRoutes(simulator),
    ...callRoutes(simulator),
    ...notificationRoutes(simulator),
    ...timeRoutes(simulator),
  ]
}

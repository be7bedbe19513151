import type { JsonObject } from "../json"
import type { NotificationMode } from "../notification-types"
import type { Simulator } from "../simulator"
import { readNotificationFault } from "./read-faults"
import { get, post, remove, type Route } from "./route"
import { BadRequest } from "./shapes"

/** What PayBy tells the merchant, and how it goes wrong. */
export function notificationRoutes({ notifications }: Simulator): Route[] {
  return [
    get("/notifications", "every notification that was due", () => notifications.list()),
    get("/notifications/sent", "every attempt, with the answer", () => notifications.sent()),
    {
      method: "PUT",
      path: "/notifications/mode",
      what: '{ "mode": "send", "hold" or "lose" }',
      run: ({ body }) => {
        if (!isMode(body.mode)) throw new BadRequest('"mode" must be send, hold or lose')
        notifications.mode = body.mode
        return { mode: notifications.mode }
      },
    },
    post("/notifications/release", "sends what is held", async ({ query }) => {
      await notifications.release(query.get("merchantOrderNo") ?? undefined)
      return notifications.list()
    }),
    post("/notifications/:no/resend", "once more, now", ({ no }) => notifications.resend(no)),
    get("/notifications/faults", "notification faults that are waiting", () =>
      notifications.pendingFaults(),
    ),
    post(
      "/notifications/faults",
      '{ "about"?: "payment", "refund", "chargeback", "merchantOrderNo"?, "times"?, "fault": { "kind": … } }',
      ({ body }) => {
        notifications.add(readNotificationFault(body))
        return notifications.pendingFaults()
      },
    ),
    remove("/notifications/faults", "no notification faults any more", () => {
      notifications.clearFaults()
      return notifications.pendingFaults()
    }),
  ]
}

function isMode(value: JsonObject[string]): value is NotificationMode {
  return value === "send" || value === "hold" || value === "lose"
}

import { isCallName, PATHS } from "../calls"
import type { JsonObject } from "../json"
import type { NotificationMode } from "../notification-types"
import type { Simulator } from "../simulator"
import { readCallFault, readNotificationFault } from "./read-faults"
import { readSettings } from "./read-settings"
import { amount, BadRequest, demandShape, flag, optional, text } from "./shapes"

/** One thing the control API can do. `:no` in the path is an order, refund or notification number. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
  readonly path: string
  readonly what: string
  readonly run: (request: ControlRequest) => unknown
}

export interface ControlRequest {
  readonly no: string
  readonly query: URLSearchParams
  readonly body: JsonObject
}

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

function orderRoutes(simulator: Simulator): Route[] {
  const { books } = simulator
  const about = (no: string) => books.order(no)
  return [
    get("/orders", "every order, oldest first", () => books.orders()),
    get("/orders/:no", "one order", ({ no }) => about(no)),
    post(
      "/orders/:no/pay",
      'as if the payer paid: { "discount"?: "5.00", "channel"?: "BALANCE", "settled"?: true }',
      async ({ no, body }) => {
        demandShape(body, { discount: optional(amount), channel: optional(text), settled })
        await simulator.pay(no, {
          discount: textIn(body.discount),
          channel: textIn(body.channel),
          settled: body.settled === true,
        })
        return about(no)
      },
    ),
    post(
      "/orders/:no/decline",
      'the bank said no: { "final"?: true } fails the order with the attempt',
      async ({ no, body }) => {
        demandShape(body, { final: optional(flag) })
        await simulator.decline(no, body.final === undefined ? {} : { final: body.final === true })
        return about(no)
      },
    ),
    post("/orders/:no/expire", "its time has run out", async ({ no }) => {
      await simulator.expire(no)
      return about(no)
    }),
    post("/orders/:no/settle", "PAID_SUCCESS becomes SETTLED", async ({ no }) => {
      await simulator.settle(no)
      return about(no)
    }),
    post("/orders/:no/scan", "the payer scanned the QR code", async ({ no }) => {
      await simulator.scan(no)
      return about(no)
    }),
    post(
      "/orders/:no/chargeback",
      'the payer disputes it: { "amount"?: "5.00", "caseType"?: "FRAUD" }',
      async ({ no, body }) => {
        demandShape(body, { amount: optional(amount), caseType: optional(text) })
        const caseType = textIn(body.caseType)
        await simulator.chargeback(no, { amount: textIn(body.amount), caseType })
        return books.chargebacks()
      },
    ),
    get("/chargebacks", "every chargeback", () => books.chargebacks()),
    get("/transfers", "every payout", () => books.transfers()),
  ]
}

function refundRoutes(simulator: Simulator): Route[] {
  const { books } = simulator
  const about = (no: string) => books.refund(no)
  return [
    get("/refunds", "every refund (?merchantOrderNo= of one order)", ({ query }) =>
      books.refunds(query.get("merchantOrderNo") ?? undefined),
    ),
    get("/refunds/:no", "one refund", ({ no }) => about(no)),
    post("/refunds/:no/settle", "it becomes REFUNDED_SETTLED", async ({ no }) => {
      await simulator.settleRefund(no)
      return about(no)
    }),
    post("/refunds/:no/succeed", "it becomes SUCCESS", async ({ no }) => {
      await simulator.succeedRefund(no)
      return about(no)
    }),
    post(
      "/refunds/:no/fail",
      'it becomes FAILURE: { "failCode"?, "failDes"? }',
      async ({ no, body }) => {
        demandShape(body, { failCode: optional(text), failDes: optional(text) })
        const failDes = textIn(body.failDes)
        await simulator.failRefund(no, { failCode: textIn(body.failCode), failDes })
        return about(no)
      },
    ),
  ]
}

function callRoutes(simulator: Simulator): Route[] {
  const { faults } = simulator
  const names = Object.values(PATHS).join(", ")
  return [
    get("/calls", "calls received (?path= ?call= ?merchantOrderNo= ?since=)", ({ query }) => {
      const call = query.get("call") ?? ""
      const since = query.get("since")
      return simulator.calls({
        path: query.get("path") ?? undefined,
        call: isCallName(call) ? call : undefined,
        merchantOrderNo: query.get("merchantOrderNo") ?? undefined,
        since: since === null ? undefined : Number(since),
      })
    }),
    get("/faults", "call faults that are waiting", () => faults.pending()),
    post(
      "/faults",
      '{ "call": "*" or a name, "merchantOrderNo"?, "times"?, "skip"?, "fault": { "kind": … } }; ' +
        `calls: ${names}`,
      ({ body }) => {
        faults.add(readCallFault(body))
        return faults.pending()
      },
    ),
    remove("/faults", "no call faults any more", () => {
      faults.clear()
      return faults.pending()
    }),
  ]
}

function notificationRoutes({ notifications }: Simulator): Route[] {
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

function timeRoutes(simulator: Simulator): Route[] {
  return [
    post(
      "/time",
      '{ "advanceMs"?, "timeScale"?, "skewMs"? }: story time passes at once, goes faster; the clock goes wrong',
      async ({ body }) => {
        demandShape(body, { advanceMs: number, timeScale: number, skewMs: number })
        if (typeof body.timeScale === "number") simulator.timeScale = body.timeScale
        if (typeof body.skewMs === "number") simulator.skewClock(body.skewMs)
        if (typeof body.advanceMs === "number") await simulator.advance(body.advanceMs)
        return { timeScale: simulator.timeScale }
      },
    ),
    get("/settings", "how this PayBy behaves", () => simulator.settings()),
    {
      method: "PATCH",
      path: "/settings",
      what: "changes some of the settings",
      run: ({ body }) => {
        simulator.configure(readSettings(body))
        return simulator.settings()
      },
    },
    post("/reset", "forgets everything but address and keys", () => {
      simulator.reset()
      return {}
    }),
  ]
}

const settled = optional(flag)
const number = optional((value) => typeof value === "number" && Number.isFinite(value))

function textIn(value: JsonObject[string]): string | undefined {
  return typeof value === "string" ? value : undefined
}

function isMode(value: JsonObject[string]): value is NotificationMode {
  return value === "send" || value === "hold" || value === "lose"
}

function get(path: string, what: string, run: Route["run"]): Route {
  return { method: "GET", path, what, run }
}

function post(path: string, what: string, run: Route["run"]): Route {
  return { method: "POST", path, what, run }
}

function remove(path: string, what: string, run: Route["run"]): Route {
  return { method: "DELETE", path, what, run }
}

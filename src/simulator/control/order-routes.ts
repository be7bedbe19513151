import type { Simulator } from "../simulator"
import { get, post, type Route, textIn } from "./route"
import { amount, demandShape, flag, optional, text } from "./shapes"

/** What happens to orders from the payer's side, and inside PayBy. */
export function orderRoutes(simulator: Simulator): Route[] {
  const { books } = simulator
  const about = (no: string) => books.order(no)
  return [
    get("/orders", "every order, oldest first", () => books.orders()),
    get("/orders/:no", "one order", ({ no }) => about(no)),
    post(
      "/orders/:no/pay",
      'as if the payer paid: { "discount"?: "5.00", "channel"?: "BALANCE", "settled"?: true }',
      async ({ no, body }) => {
        demandShape(body, {
          discount: optional(amount),
          channel: optional(text),
          settled: optional(flag),
        })
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

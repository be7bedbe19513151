import type { Simulator } from "../simulator"
import { get, post, type Route, textIn } from "./route"
import { demandShape, optional, text } from "./shapes"

/** How refunds go on. */
export function refundRoutes(simulator: Simulator): Route[] {
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

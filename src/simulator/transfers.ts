import type { Books, Transfer } from "./books"
import { Refusal } from "./codes"
import { orderNoField } from "./orders"
import type { JsonObject } from "./json"

/** The payout a query names; there is nothing but the query. */
export function transferNamed(books: Books, biz: JsonObject, toBank: boolean): Transfer {
  const { merchantOrderNo, orderNo } = orderNoField(biz, "merchantOrderNo", "orderNo")
  const transfer = [...books.transfers.values()].find(
    (candidate) =>
      candidate.toBank === toBank &&
      (candidate.merchantOrderNo === merchantOrderNo || candidate.orderNo === orderNo),
  )
  if (!transfer) throw new Refusal("62004", "no such transfer")
  return transfer
}

import { useQueryParams } from "@medusajs/dashboard/hooks"
import type { AdminPayByOrderSort, AdminPayByOrdersQuery } from "../../../api/admin/payby/contract"
import { chosen, chosenRange, rowsBefore } from "./filter-values"
import { INTENTS, SCENES, STATUSES } from "./payment-words"

const SORTS: readonly AdminPayByOrderSort[] = [
  "created_at",
  "-created_at",
  "paid_at",
  "-paid_at",
  "amount",
  "-amount",
]

/** What the page's address asks the list for. */
export function usePaymentsQuery(limit: number): AdminPayByOrdersQuery {
  const params = useQueryParams([
    "q",
    "offset",
    "order",
    "status",
    "intent",
    "scene",
    "attention",
    "created_at",
    "paid_at",
  ])
  return {
    limit,
    offset: rowsBefore(params.offset),
    q: params.q,
    sort: chosen(params.order, SORTS)?.[0],
    status: chosen(params.status, STATUSES),
    intent: chosen(params.intent, INTENTS),
    scene: chosen(params.scene, SCENES),
    attention: chosen(params.attention, ["yes"]) && true,
    created_at: chosenRange(params.created_at),
    paid_at: chosenRange(params.paid_at),
  }
}

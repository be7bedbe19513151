import { keepPreviousData, useQuery } from "@tanstack/react-query"
import type {
  AdminPayByOrderResponse,
  AdminPayByOrdersQuery,
  AdminPayByOrdersResponse,
} from "../../api/admin/payby/contract"
import { adminApi } from "./admin-api"
import { PAYBY } from "./keys"

/** How often what is looked at is read again while PayBy is still deciding. */
const WATCH_MS = 5_000

/** A page of PayBy orders. */
export function useOrders(query: AdminPayByOrdersQuery) {
  return useQuery({
    queryKey: [PAYBY, "orders", query],
    queryFn: () => adminApi.fetch<AdminPayByOrdersResponse>("/admin/payby/orders", { query }),
    placeholderData: keepPreviousData,
  })
}

/** More than a shopper ever tries for one order; the PayBy page lists all of them. */
const MOST = 10

/** The PayBy orders of one of Medusa's orders. */
export function useOrdersOf(orderId: string) {
  const query: AdminPayByOrdersQuery = { order_id: orderId, limit: MOST }
  return useQuery({
    queryKey: [PAYBY, "orders", query],
    queryFn: () => adminApi.fetch<AdminPayByOrdersResponse>("/admin/payby/orders", { query }),
  })
}

/** One PayBy order with everything that is known about it; read again until nothing is left to do. */
export function useOrder(merchantOrderNo: string) {
  return useQuery({
    queryKey: [PAYBY, "order", merchantOrderNo],
    queryFn: () =>
      adminApi.fetch<AdminPayByOrderResponse>(
        `/admin/payby/orders/${encodeURIComponent(merchantOrderNo)}`,
      ),
    refetchInterval: ({ state }) => (state.data?.order.finished_at === null ? WATCH_MS : false),
  })
}

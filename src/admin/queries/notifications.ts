import { keepPreviousData, useQuery } from "@tanstack/react-query"
import type {
  AdminPayByNotificationsQuery,
  AdminPayByNotificationsResponse,
} from "../../api/admin/payby/contract"
import { adminApi } from "./admin-api"
import { PAYBY } from "./keys"

/** A page of stored notifications, the newest first. */
export function useNotifications(query: AdminPayByNotificationsQuery) {
  return useQuery({
    queryKey: [PAYBY, "notifications", query],
    queryFn: () =>
      adminApi.fetch<AdminPayByNotificationsResponse>("/admin/payby/notifications", { query }),
    placeholderData: keepPreviousData,
  })
}

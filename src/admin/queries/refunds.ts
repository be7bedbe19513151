import { keepPreviousData, useQuery } from "@tanstack/react-query"
import type {
  AdminPayByRefundsQuery,
  AdminPayByRefundsResponse,
} from "../../api/admin/payby/contract"
import { adminApi } from "./admin-api"
import { PAYBY } from "./keys"

/** A page of refunds. */
export function useRefunds(query: AdminPayByRefundsQuery) {
  return useQuery({
    queryKey: [PAYBY, "refunds", query],
    queryFn: () => adminApi.fetch<AdminPayByRefundsResponse>("/admin/payby/refunds", { query }),
    placeholderData: keepPreviousData,
  })
}

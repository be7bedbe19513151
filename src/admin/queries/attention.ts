import { keepPreviousData, useQuery } from "@tanstack/react-query"
import type {
  AdminPayByAttentionQuery,
  AdminPayByAttentionResponse,
} from "../../api/admin/payby/contract"
import { adminApi } from "./admin-api"
import { PAYBY } from "./keys"

/** What a person should look at, the oldest first. */
export function useAttention(query: AdminPayByAttentionQuery) {
  return useQuery({
    queryKey: [PAYBY, "attention", query],
    queryFn: () => adminApi.fetch<AdminPayByAttentionResponse>("/admin/payby/attention", { query }),
    placeholderData: keepPreviousData,
  })
}

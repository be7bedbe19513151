import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useCallback, useState } from "react"
import type { AdminPayByHealthResponse } from "../../api/admin/payby/contract"
import { adminApi } from "./admin-api"
import { PAYBY } from "./keys"

const KEY = [PAYBY, "health"]

/** How the store and its way to PayBy are, and the way to have it checked again at once. */
export function useHealth() {
  const client = useQueryClient()
  const [checking, setChecking] = useState(false)
  const health = useQuery({ queryKey: KEY, queryFn: () => fetchHealth(false) })
  const checkAgain = useCallback(async () => {
    setChecking(true)
    try {
      await client.fetchQuery({ queryKey: KEY, queryFn: () => fetchHealth(true), staleTime: 0 })
    } finally {
      setChecking(false)
    }
  }, [client])
  return { ...health, checking, checkAgain }
}

function fetchHealth(fresh: boolean) {
  return adminApi.fetch<AdminPayByHealthResponse>("/admin/payby/health", { query: { fresh } })
}

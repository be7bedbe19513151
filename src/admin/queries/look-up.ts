import { useMutation } from "@tanstack/react-query"
import type { AdminPayByLookUpKind, AdminPayByLookUpResponse } from "../../api/admin/payby/contract"
import { adminApi } from "./admin-api"

/** Asks PayBy about a number, when told to. */
export function useLookUp() {
  return useMutation({
    mutationFn: ({ number, kind }: { number: string; kind: AdminPayByLookUpKind }) =>
      adminApi.fetch<AdminPayByLookUpResponse>(
        `/admin/payby/look-up/${encodeURIComponent(number)}`,
        { query: { kind } },
      ),
  })
}

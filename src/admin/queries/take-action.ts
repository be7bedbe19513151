import { useMutation, useQueryClient } from "@tanstack/react-query"
import type {
  AdminPayByAction,
  AdminPayByActionBody,
  AdminPayByActionResult,
} from "../../api/admin/payby/contract"
import { adminApi } from "./admin-api"

/** Has an action done. Afterwards everything on the screen is read again: money may have moved. */
export function useTakeAction() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ action, note }: { action: AdminPayByAction; note: string }) => {
      const body: AdminPayByActionBody = note === "" ? {} : { note }
      return adminApi.fetch<AdminPayByActionResult>(action.path, { method: "POST", body })
    },
    onSettled: () => client.invalidateQueries(),
  })
}

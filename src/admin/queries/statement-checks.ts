import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type {
  AdminPayByStatementCheckResponse,
  AdminPayByStatementChecksResponse,
} from "../../api/admin/payby/contract"
import { adminApi } from "./admin-api"
import { PAYBY } from "./keys"

const PATH = "/admin/payby/statement-checks"
/** How often a check that runs is asked about. */
const WATCH_MS = 1_500

/** The checks made so far, the newest first. */
export function useStatementChecks() {
  return useQuery({
    queryKey: [PAYBY, "statement-checks"],
    queryFn: () => adminApi.fetch<AdminPayByStatementChecksResponse>(PATH),
  })
}

/** One check with its differences; read again until it has ended. */
export function useStatementCheck(id: string | null) {
  return useQuery({
    queryKey: [PAYBY, "statement-check", id],
    queryFn: () => adminApi.fetch<AdminPayByStatementCheckResponse>(`${PATH}/${id}`),
    enabled: id !== null,
    refetchInterval: ({ state }) =>
      state.data?.statement_check.status === "running" ? WATCH_MS : false,
  })
}

/** Starts the check of a day. */
export function useStartStatementCheck() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (day: string) =>
      adminApi.fetch<AdminPayByStatementCheckResponse>(PATH, { method: "POST", body: { day } }),
    onSuccess: () => client.invalidateQueries({ queryKey: [PAYBY, "statement-checks"] }),
  })
}

/** All differences of a check, as the text of a CSV file. */
export async function statementCheckCsv(id: string): Promise<string> {
  const response = await adminApi.fetch<Response>(`${PATH}/${id}/csv`, {
    headers: { accept: "text/csv" },
  })
  return response.text()
}

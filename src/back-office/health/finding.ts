import type {
  AdminPayByHealthCheck,
  AdminPayByHealthCheckName,
  AdminPayByHealthStatus,
} from "../../api/admin/payby/contract"

type Facts = AdminPayByHealthCheck["facts"]

/** One check's outcome. */
export function finding(
  name: AdminPayByHealthCheckName,
  status: AdminPayByHealthStatus,
  found: string,
  message: string,
  facts: Facts = {},
): AdminPayByHealthCheck {
  return { name, status, finding: found, message, facts }
}

const WORST_FIRST: readonly AdminPayByHealthStatus[] = ["failed", "warning", "ok", "unknown"]

/** The worst of them; what is not known yet counts only where nothing else is. */
export function worst(checks: readonly AdminPayByHealthCheck[]): AdminPayByHealthStatus {
  return WORST_FIRST.find((status) => checks.some((check) => check.status === status)) ?? "unknown"
}

import type { ExecArgs } from "@medusajs/framework/types"
import { checkHealth } from "../back-office"
import type { AdminPayByHealth, AdminPayByHealthStatus } from "../api/admin/payby/contract"
import { contextOf } from "../settlement"

/** As monitors read them since Nagios: 0 well, 1 warning, 2 failed, 3 unknown. */
const EXIT_CODES: Readonly<Record<AdminPayByHealthStatus, number>> = {
  ok: 0,
  warning: 1,
  failed: 2,
  unknown: 3,
}

/**
 * Checks the store's health at PayBy: `medusa exec <this file> [json]`. It runs on the store's own configuration and
 * database, so that it needs no credentials and says what the admin's page says, of all instances.
 */
export default async function health({ container, args }: ExecArgs): Promise<void> {
  const unknown = args.find((word) => word !== "json")
  if (unknown !== undefined)
    throw new Error(`"${unknown}" is not understood. Say "json" or nothing.`)
  const found = await checkHealth(contextOf(container))
  process.stdout.write(args.includes("json") ? `${JSON.stringify(found)}\n` : healthText(found))
  process.exitCode = exitCodeOf(found.status)
}

/** The checks as lines for people, the worst not hidden among the others: each begins with its status. */
export function healthText(health: AdminPayByHealth): string {
  const width = Math.max(...health.checks.map(({ name }) => name.length))
  const lines = health.checks.map(
    ({ status, name, message }) =>
      `${status.toUpperCase().padEnd(7)}  ${name.padEnd(width)}  ${message}`,
  )
  const head = `PayBy ${health.environment}, merchant ${health.partner_id}: ${health.status}`
  return `${[head, ...lines].join("\n")}\n`
}

/** What a monitor sees. */
export function exitCodeOf(status: AdminPayByHealthStatus): number {
  return EXIT_CODES[status]
}

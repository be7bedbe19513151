import { execFileSync } from "node:child_process"

/** The operating system's numbers for the user a process runs as. */
export interface Account {
  uid: number
  gid: number
}

/**
 * The user PostgreSQL has to run as: nobody in particular for an ordinary user, and for root (whom
 * PostgreSQL refuses) the machine's `postgres`, else `nobody`.
 */
export function postgresAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const account = lookUp("postgres") ?? lookUp("nobody")
  if (!account) {
    throw new Error(
      "PostgreSQL refuses to run as root, and this machine has neither a user postgres nor nobody. " +
        "Run as an ordinary user, or set DATABASE_URL to a server of yours.",
    )
  }
  return account
}

function lookUp(user: string): Account | undefined {
  try {
    return { uid: idOf("-u", user), gid: idOf("-g", user) }
  } catch {
    // `id` fails when there is no such user.
    return undefined
  }
}

function idOf(flag: "-u" | "-g", user: string): number {
  return Number(execFileSync("id", [flag, user], { stdio: ["ignore", "pipe", "ignore"] }))
}

/** PostgreSQL's code for a broken unique index. */
const UNIQUE_VIOLATION = "23505"

/** Whether Postgres refused a write because of this unique index: somebody else came first. */
export function isUniqueViolation(error: unknown, index: string): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    error.code === UNIQUE_VIOLATION &&
    "constraint" in error &&
    error.constraint === index
  )
}

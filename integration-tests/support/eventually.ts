/** How often a state is looked at while it is waited for, unless looking is work for the store. */
const EVERY_MS = 50

/**
 * Waits for a state, not for a time: looks until `look` gives something, and fails with the last
 * complaint when it did not within the deadline. A busy machine may stand still for half a minute.
 */
export async function eventually<T>(
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  what: string,
  deadlineMs = 120_000,
  everyMs = EVERY_MS,
): Promise<T> {
  const endAt = Date.now() + deadlineMs
  let complaint = "it was never so"
  while (Date.now() < endAt) {
    try {
      const seen = await look()
      if (seen !== null && seen !== undefined && seen !== false) return seen
    } catch (error) {
      complaint = error instanceof Error ? error.message : String(error)
    }
    await new Promise((done) => setTimeout(done, everyMs))
  }
  throw new Error(`Waited ${deadlineMs} ms in vain for: ${what} (${complaint})`)
}

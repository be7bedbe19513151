/** How long to wait after the first call in vain, and at most; it doubles in between. */
const FIRST_MS = 1_000
const LONGEST_MS = 30_000

/** How long to wait after so many calls in vain, one after the other. */
export function backOff(failures: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1))
}

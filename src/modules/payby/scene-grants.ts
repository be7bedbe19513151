/** How long a scene that PayBy has refused is not tried again, milliseconds. */
const REMEMBERED_MS = 10 * 60_000

/**
 * Which scenes PayBy has said it has not granted this merchant (62026), so that not every shopper pays
 * the call that finds it out. It is forgotten after ten minutes, because the grant may come any time.
 * Each instance hears PayBy itself.
 */
export class SceneGrants {
  readonly #refusedAt = new Map<string, number>()

  /** PayBy has not granted it. */
  refused(product: string, now: Date): void {
    this.#refusedAt.set(product, now.getTime())
  }

  /** Whether it is worth a try: nothing is known against it. */
  mayBeGranted(product: string, now: Date): boolean {
    const refusedAt = this.#refusedAt.get(product)
    return refusedAt === undefined || now.getTime() - refusedAt >= REMEMBERED_MS
  }
}

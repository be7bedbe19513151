import { randomUUID } from "node:crypto"
import type { Logger } from "@medusajs/framework/types"
import type { Clock } from "../../gateway"
import type { Completions } from "./ledger/completions"
import type { LeaseTerms } from "./ledger/lease"

/** How often it is looked whether a turn has come, milliseconds. */
const LOOK_MS = 100

/** Work that takes longer hangs, milliseconds: its turn is kept no more, so that its cart can be settled. */
const HANGS_AFTER_MS = 5 * 60_000

/** The right to complete a cart, until it ends. */
export interface Turn {
  /** The next one may begin. */
  end(): Promise<void>
}

/**
 * One completion of a cart at a time, over all instances. Medusa's own lock reaches as far as its
 * locking module: in memory each instance has a lock of its own, and a shopper's completion on one and
 * a settlement on another would make two orders of one payment.
 */
export class CompletionTurns {
  constructor(
    private readonly completions: Pick<Completions, "take" | "giveBack">,
    private readonly leaseMs: number,
    private readonly logger: Pick<Logger, "warn">,
    private readonly clock: Clock,
  ) {}

  /** Waits so long (ms) for the collection to be free; null when it is not by then. */
  async wait(collectionId: string, patienceMs: number): Promise<Turn | null> {
    const owner = randomUUID()
    for (let waited = 0; ; waited += LOOK_MS) {
      if (await this.completions.take(collectionId, this.terms(owner))) {
        return this.begun(collectionId, owner)
      }
      if (waited >= patienceMs) return null
      await new Promise((done) => setTimeout(done, LOOK_MS))
    }
  }

  private begun(collectionId: string, owner: string): Turn {
    let renewal: Promise<unknown> = Promise.resolve()
    const keptUntil = this.clock().getTime() + HANGS_AFTER_MS
    const keep = () => {
      if (this.clock().getTime() >= keptUntil) return clearInterval(heartbeat)
      renewal = this.completions.take(collectionId, this.terms(owner)).catch(this.complain)
    }
    const heartbeat = setInterval(keep, this.leaseMs / 3).unref()
    return {
      end: async () => {
        clearInterval(heartbeat)
        // A renewal that is under way would take the turn again.
        await renewal
        await this.completions.giveBack(collectionId, owner).catch(this.complain)
      },
    }
  }

  private terms(owner: string): LeaseTerms {
    return { owner, at: this.clock(), ms: this.leaseMs }
  }

  /** The lease ends by itself, so whoever waits loses time and nothing else. */
  private readonly complain = (error: unknown): void => {
    const reason = error instanceof Error ? error.message : "unknown error"
    this.logger.warn(`PayBy: the turn to complete a cart could not be kept or ended: ${reason}`)
  }
}

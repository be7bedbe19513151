import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { leaseEnd } from "./lease"
import type { LeaseTerms } from "./lease"

/** Who completes the cart of which payment collection, over all instances. */
export class Completions {
  constructor(private readonly pg: Knex) {}

  /** Takes the collection, or keeps it; false when somebody else has it. A crashed owner is relieved. */
  async take(collectionId: string, terms: LeaseTerms): Promise<boolean> {
    const taken: unknown[] = await this.table()
      .insert({ payment_collection_id: collectionId, owner: terms.owner, until: leaseEnd(terms) })
      .onConflict("payment_collection_id")
      .merge(["owner", "until"])
      .where("payby_completion.until", "<=", terms.at)
      .orWhere("payby_completion.owner", terms.owner)
      .returning("owner")
    return taken.length > 0
  }

  /** Lets the next one in. */
  async giveBack(collectionId: string, owner: string): Promise<void> {
    await this.table().where({ payment_collection_id: collectionId, owner }).delete()
  }

  private table() {
    return this.pg("payby_completion")
  }
}

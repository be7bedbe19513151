import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Who takes rows, when, and for how long they are nobody else's (ms). A crashed owner is relieved. */
export interface LeaseTerms {
  readonly owner: string
  readonly at: Date
  readonly ms: number
}

/** The columns that take a row. */
export function leaseColumns(terms: LeaseTerms): { lease_owner: string; lease_until: Date } {
  return { lease_owner: terms.owner, lease_until: new Date(terms.at.getTime() + terms.ms) }
}

/** The condition that nobody works on a row. */
export function free(now: Date): (q: Knex.QueryBuilder) => void {
  return (q) => {
    void q.whereNull("lease_until").orWhere("lease_until", "<", now)
  }
}

import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Who takes rows, when, and for how long they are nobody else's (ms). A crashed owner is relieved. */
export interface LeaseTerms {
  readonly owner: string
  readonly at: Date
  readonly ms: number
}

/** When a lease ends unless it is renewed. */
export function leaseEnd(terms: LeaseTerms): Date {
  return new Date(terms.at.getTime() + terms.ms)
}

/** The columns that take a row. */
export function leaseColumns(terms: LeaseTerms) {
  const until = leaseEnd(terms)
  return { lease_owner: terms.owner, lease_until: until, next_look_at: until }
}

/** The condition that nobody works on a row. */
export function free(now: Date): (q: Knex.QueryBuilder) => void {
  return (q) => {
    void q.whereNull("lease_until").orWhere("lease_until", "<=", now)
  }
}

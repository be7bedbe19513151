/** An amount: decimal text with two decimals, and its currency, which is always AED at PayBy. */
export interface AdminPayByMoney {
  readonly amount: string
  readonly currency_code: string
}

/** An instant: ISO 8601, UTC. */
export type Instant = string

/** A page of rows. `count` is exact up to `count_limit`; beyond that `count_exceeded` is true. */
export interface AdminPayByPage {
  readonly count: number
  readonly count_exceeded: boolean
  readonly limit: number
  readonly offset: number
}

/** What every list takes. */
export interface AdminPayByPageQuery {
  /** 1 to 100; 20 unless given. */
  readonly limit?: number
  /** At most 10,000: who wants to go deeper narrows the filters. */
  readonly offset?: number
}

/** Who did something. */
export interface AdminPayByActor {
  /** Medusa's user id, or that of an API key. */
  readonly id: string
  /** Name, or e-mail address; null when it is not known any more. */
  readonly name: string | null
}

/** What a statement check may find. "There" is PayBy's statement; "here" the ledger, and Medusa where it is named. */
export type FindingKind =
  | "payment-unknown-here"
  | "payment-unpaid-here"
  | "payment-missing-there"
  | "payment-amount-differs"
  | "payment-reverted-there"
  | "payment-listed-twice"
  | "payment-not-in-medusa"
  | "payment-differs-in-medusa"
  | "refund-unknown-here"
  | "refund-failed-here"
  | "refund-missing-there"
  | "refund-amount-differs"
  | "refund-listed-twice"
  | "chargeback-unknown-here"
  | "charged-back"
  | "perhaps-another-day"
  | "line-unreadable"
  | "lines-missing"

/** One thing that a check found. Amounts are decimal text in dirhams. */
export interface Finding {
  readonly kind: FindingKind
  readonly merchantOrderNo: string | null
  readonly refundNo: string | null
  readonly paybyOrderNo: string | null
  readonly collectionId: string | null
  /** Medusa's order, where there is one. */
  readonly orderId: string | null
  readonly amountThere: string | null
  readonly amountHere: string | null
  readonly at: Date | null
  readonly detail: string | null
}

/** What a kind of finding means to staff. */
export interface FindingMeaning {
  /** False: worth knowing, but the books agree. */
  readonly isDifference: boolean
  readonly says: string
  readonly nextStep: string
}

/** In words, for reports; the operating guide has more about each. */
export const FINDINGS: Readonly<Record<FindingKind, FindingMeaning>> = {
  "payment-unknown-here": {
    isDifference: true,
    says: "PayBy was paid for an order that this store does not know.",
    nextStep:
      "Find out which system placed it: another store or a till on the same PayBy account, or a database that was restored from a backup. If it was this store, give the money back in PayBy's portal.",
  },
  "payment-unpaid-here": {
    isDifference: true,
    says: "PayBy's statement shows it as paid; here it is not.",
    nextStep: "Ask PayBy about the order. Its signed answer settles it, or gives the money back.",
  },
  "payment-missing-there": {
    isDifference: true,
    says: "It is paid here, and PayBy's statement does not have it.",
    nextStep:
      "Ask PayBy about the order. If it still says that it is paid, send PayBy its number and the day; do not deliver before it is clear.",
  },
  "payment-amount-differs": {
    isDifference: true,
    says: "PayBy's statement has another amount than the order.",
    nextStep:
      "Ask PayBy about the order, and send PayBy both amounts if its answer agrees with yours.",
  },
  "payment-reverted-there": {
    isDifference: true,
    says: "PayBy has undone the payment; here it is kept.",
    nextStep: "Ask PayBy about the order. If it is revoked, do not deliver; cancel the order.",
  },
  "payment-listed-twice": {
    isDifference: true,
    says: "PayBy's statement lists the same payment twice.",
    nextStep: "Send PayBy the number: the payer may have been charged twice.",
  },
  "payment-not-in-medusa": {
    isDifference: true,
    says: "It is paid at PayBy and in the ledger, but Medusa's books do not show it, and it is not on its way back.",
    nextStep: "Settle the order by hand. It becomes an order, or the money goes back.",
  },
  "payment-differs-in-medusa": {
    isDifference: true,
    says: "Medusa's books show another amount as captured or given back than the ledger.",
    nextStep: "Compare the payment in Medusa's order with the PayBy order, and correct Medusa's.",
  },
  "refund-unknown-here": {
    isDifference: true,
    says: "PayBy gave money back that nobody here asked for.",
    nextStep:
      "Ask who refunded it in PayBy's portal. Note it in Medusa by hand; do not refund it again.",
  },
  "refund-failed-here": {
    isDifference: true,
    says: "PayBy's statement has a refund that is not under way or done here.",
    nextStep: "Ask PayBy about the refund before anybody tries it again.",
  },
  "refund-missing-there": {
    isDifference: true,
    says: "It is given back here, and PayBy's statement does not have it.",
    nextStep:
      "Ask PayBy about the refund. If it says that it is done, send PayBy its number and the day.",
  },
  "refund-amount-differs": {
    isDifference: true,
    says: "PayBy's statement has another amount than the refund.",
    nextStep:
      "Ask PayBy about the refund, and send PayBy both amounts if its answer agrees with yours.",
  },
  "refund-listed-twice": {
    isDifference: true,
    says: "PayBy's statement lists the same refund twice.",
    nextStep: "Send PayBy the number: the money may have gone back twice.",
  },
  "chargeback-unknown-here": {
    isDifference: true,
    says: "The payer's bank took the money back, and no notification of it came here.",
    nextStep: "Do not refund it as well. Answer the bank through PayBy, with proof of delivery.",
  },
  "charged-back": {
    isDifference: false,
    says: "The payer's bank took the money back.",
    nextStep: "Do not refund it as well. Answer the bank through PayBy, with proof of delivery.",
  },
  "perhaps-another-day": {
    isDifference: false,
    says: "It happened near the end of the day, as far as is known here, and this statement does not have it.",
    nextStep: "Look for it in the check of the day before or after.",
  },
  "line-unreadable": {
    isDifference: true,
    says: "A row of the statement could not be understood.",
    nextStep: "Look at the row in the statement from PayBy's portal, and compare it by hand.",
  },
  "lines-missing": {
    isDifference: false,
    says: "The statement has fewer or more rows than it says itself.",
    nextStep: "Run the check again. If that does not help, ask PayBy for the statement.",
  },
}

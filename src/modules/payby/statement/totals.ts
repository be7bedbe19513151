import type { StatementMovement } from "../../../gateway"
import type { StatementTotals, Tally } from "./check"

type Counted = Exclude<keyof StatementTotals, "fees" | "vat">

/** Adds up a statement row by row. Sums are whole fils until they are shown. */
export class RunningTotals {
  readonly #counts = new Map<Counted, { count: number; fils: number }>()
  #fees = 0
  #vat = 0

  /** Counts a row of the statement; `isElsewhere`: it was not paid in a web shop. */
  add(movement: StatementMovement): void {
    if (movement.place.section === "settlements") {
      this.count(movement.outgoing ? "settledOut" : "settledIn", movement.amount.fils)
      this.#fees += movement.fee.fils
      this.#vat += movement.vat.fils
      return
    }
    this.count(NAMES[movement.movement], movement.amount.fils)
    if (movement.movement === "payment" && movement.reverted) {
      this.count("reverted", movement.amount.fils)
    }
  }

  /** A payment turned out to be another system's. */
  addElsewhere(filsOfIt: number): void {
    this.count("elsewhere", filsOfIt)
  }

  get totals(): StatementTotals {
    return {
      payments: this.tally("payments"),
      reverted: this.tally("reverted"),
      refunds: this.tally("refunds"),
      chargebacks: this.tally("chargebacks"),
      elsewhere: this.tally("elsewhere"),
      others: this.tally("others"),
      settledIn: this.tally("settledIn"),
      settledOut: this.tally("settledOut"),
      fees: decimal(this.#fees),
      vat: decimal(this.#vat),
    }
  }

  private count(name: Counted, filsOfIt: number): void {
    const { count, fils } = this.#counts.get(name) ?? { count: 0, fils: 0 }
    this.#counts.set(name, { count: count + 1, fils: fils + filsOfIt })
  }

  private tally(name: Counted): Tally {
    const { count, fils } = this.#counts.get(name) ?? { count: 0, fils: 0 }
    return { count, sum: decimal(fils) }
  }
}

const NAMES = {
  payment: "payments",
  refund: "refunds",
  chargeback: "chargebacks",
  other: "others",
} as const satisfies Record<StatementMovement["movement"], Counted>

/** A day's sum may be more than PayBy takes in one payment. */
function decimal(filsOfIt: number): string {
  const digits = String(filsOfIt).padStart(3, "0")
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

import { MedusaError } from "@medusajs/framework/utils"

/** What shoppers and staff are told. Storefronts show these, so they say what to do and no more. */

/** Medusa answers `complete` with 200 and the cart for this type, so that the cart stays usable. */
export function notPaidYet(): MedusaError {
  return new MedusaError(
    MedusaError.Types.PAYMENT_REQUIRES_MORE_ERROR,
    "PayBy has not confirmed this payment yet. If you have paid, wait a moment and try again.",
  )
}

export function noSuchPayment(): MedusaError {
  return new MedusaError(
    MedusaError.Types.PAYMENT_REQUIRES_MORE_ERROR,
    "This payment can no longer be used. Start the payment again.",
  )
}

export function stillUndecided(): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    "An earlier payment for this cart is still being decided. Nothing is lost; try again in a few seconds.",
  )
}

export function isPaidAlready(): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    "This cart is paid already. Look at the order instead of paying again.",
  )
}

export function noAnswer(): MedusaError {
  return new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    "PayBy does not answer at the moment. Nothing was charged; try again in a few seconds.",
  )
}

export function cannotTakeIt(): MedusaError {
  return new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    "PayBy cannot take this payment. Nothing was charged; choose another way to pay.",
  )
}

export function notOurs(): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_FOUND,
    "The PayBy ledger has no order for this payment, so nothing was done.",
  )
}

export function captureUnconfirmed(): MedusaError {
  return new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    "PayBy does not confirm that this payment was made, so it is not captured.",
  )
}

export function isBeingReturned(): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    "This whole payment is being given back already; nothing more can be refunded.",
  )
}

export function refundUnknown(refundNo: string): MedusaError {
  return new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    `PayBy has not said yet whether refund ${refundNo} happened. It is being followed, and will be shown here if it did. Repeating it is safe: the same refund is asked for again.`,
  )
}

export function refundPending(refundNo: string): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `An earlier refund of this payment (${refundNo}) is still undecided. Try again when it is known.`,
  )
}

export function refundExceeds(refundable: string): MedusaError {
  return new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `Only AED ${refundable} of this payment can still be refunded.`,
  )
}

export function refundRefused(code: string): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `PayBy refused the refund (code ${code}); no money has moved.`,
  )
}

/** Said once to whoever was left without an answer; `at` is when the refund was first asked for. */
export function refundGivenBack(amount: string, at: Date): MedusaError {
  const when = `${at.toISOString().slice(0, 10)} at ${at.toISOString().slice(11, 16)} UTC`
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `AED ${amount} was already given back: PayBy had not answered when it was asked for on ${when}, and did it. To give back another AED ${amount}, ask again.`,
  )
}

/** Said once to whoever was left without an answer, about a refund that Medusa goes on showing. */
export function refundFailedSince(amount: string, reason: string | null): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `A refund of AED ${amount} was accepted, recorded here, and failed at PayBy later${reason === null ? "" : ` (${reason})`}. Try that one again. To give back another AED ${amount}, ask again.`,
  )
}

export function refundFailed(reason: string | null): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `The refund failed at PayBy${reason === null ? "" : ` (${reason})`}; the money was not given back.`,
  )
}

export function refundNotSent(): MedusaError {
  return new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    "PayBy could not be asked for the refund, so no money has moved. Try again later.",
  )
}

/** To our own bookkeeping only: another row of Medusa's stands for this refund. */
export function refundRecorded(): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    "This refund is in Medusa's books already; nothing was sent.",
  )
}

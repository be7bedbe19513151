import type { NotificationConcern } from "./ledger/notifications"
import type { Attention } from "./ledger/order"

/** What a person is told: what is the matter, and what to do about it. One sentence or two each. */
export interface Advice {
  readonly what: string
  readonly next: string
}

/** Every reason to look at something, in words. */
export const ADVICE: Readonly<Record<Attention | NotificationConcern, Advice>> = {
  "amount-differs": {
    what: "PayBy speaks of another amount than was asked.",
    next: "Compare both amounts in PayBy's portal, then give the money back or settle it with PayBy.",
  },
  "merchant-differs": {
    what: "PayBy names another merchant as payee.",
    next: "Check the merchant id in the configuration, and call PayBy.",
  },
  "unknown-status": {
    what: "PayBy used a word for its state that nobody documented.",
    next: "Look it up in PayBy's portal; an update of the plugin may be due.",
  },
  "status-went-back": {
    what: "PayBy took back what it had said before.",
    next: "Look it up in PayBy's portal, and call PayBy.",
  },
  "order-vanished": {
    what: "PayBy had this order and now says that it has none.",
    next: "Call PayBy. Nothing is paid or given back on the strength of it.",
  },
  "cancel-keeps-failing": {
    what: "It should be closed, and PayBy does not close it.",
    next: "It is tried again, more slowly. Cancel it in PayBy's portal to be sure.",
  },
  "query-keeps-failing": {
    what: "PayBy does not tell how it stands.",
    next: "It is asked again. See whether PayBy is out, or the key or the clock wrong.",
  },
  "return-keeps-failing": {
    what: "Its money has to go back, and PayBy does not confirm that it did.",
    next: "It is tried again, more slowly. Look it up in PayBy's portal, and refund it there if it is still paid.",
  },
  "work-keeps-failing": {
    what: "Working on it ends in an error each time.",
    next: "Read the errors in the store's log; it is tried again.",
  },
  "paid-without-order": {
    what: "It is paid, and does not become an order of Medusa's.",
    next: "It is tried again. Open the cart's order and payment in Medusa; complete it, or refund the payment.",
  },
  "medusa-disagrees": {
    what: "Medusa's books and PayBy's do not show the same money.",
    next: "Compare the order's payment with PayBy's portal, and correct the side that is wrong.",
  },
  "refund-refused": {
    what: "PayBy refused a refund.",
    next: "Read PayBy's reason, then refund in another way or try again.",
  },
  "refund-failed": {
    what: "A refund that PayBy had accepted failed, so its money is kept again.",
    next: "Try it again, or pay the shopper in another way.",
  },
  "refund-unresolved": {
    what: "Nobody knows yet what became of a refund.",
    next: "Do not refund a second time: PayBy is asked until it knows.",
  },
  "account-not-set-up": {
    what: "PayBy has not enabled this way of paying for the account.",
    next: "Ask PayBy to enable it.",
  },
  "scene-not-granted": {
    what: "PayBy has not granted the account this scene, so nobody can pay in it.",
    next: "Ask PayBy to grant it, or take it out of the configured scenes.",
  },
  "charged-back": {
    what: "The payer disputes the payment.",
    next: "Answer in PayBy's portal in time. Do not refund on top.",
  },
  "unknown-order": {
    what: "PayBy speaks of a payment that this store never asked for.",
    next: "Look the number up at PayBy. Another store may use the same account, or the database was restored from an older copy.",
  },
  poison: {
    what: "It could not be processed, however often it was tried.",
    next: "Read the errors in the store's log, then process it again.",
  },
}

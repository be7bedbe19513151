import type { AdminPayByActionObstacle } from "../../api/admin/payby/contract"

/** Why an action is not offered, in a sentence. */
export const OBSTACLES: Readonly<Record<AdminPayByActionObstacle, string>> = {
  not_paid: "PayBy has not said that this order is paid.",
  already_paid: "This order is paid. To undo it, give the payment back.",
  already_closed: "This order can no longer be paid.",
  already_settled: "The order is in Medusa, with its money captured.",
  already_returned: "The money of this payment went back already.",
  being_returned: "The money of this payment is on its way back.",
  refund_not_failed: "This refund did not fail, so trying it again would pay twice.",
  refund_retried: "This refund was tried again already.",
  refund_over: "There is nothing more to hear of this refund.",
  nothing_to_acknowledge: "Nothing here waits for a person.",
}

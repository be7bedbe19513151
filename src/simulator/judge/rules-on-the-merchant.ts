import { findingOn, type Rule } from "./finding"

/** "The responsible person must be notified of the problem." PayBy cannot see this; the merchant can. */
export const personTold: Rule = ({ merchant }) =>
  findingOn("the responsible person is notified", merchant?.told, (told) => ({
    seen: told ?? "nobody was told",
    holds: told !== null,
  }))

/** "Receive and process the notification." */
export const processed: Rule = ({ merchant }) =>
  findingOn("the notification is processed", merchant?.processed, (what) => ({
    seen: what ?? "it led to nothing",
    holds: what !== null,
  }))

/** "[SUCCESS] is required in the return response": of a notification of the payment, every time. */
export const acknowledged: Rule = ({ notifications }) => {
  const required = "every notification is answered with [SUCCESS]"
  return findingOn(required, notifications, (all) => ({
    seen: all.map(({ answered }) => answered).join(", ") || "no notification arrived",
    holds: all.some(tellsPayment) && all.every((one) => one.acknowledged),
  }))
}

function tellsPayment({ status }: { status: string | null }): boolean {
  return status === "PAID_SUCCESS" || status === "SETTLED"
}

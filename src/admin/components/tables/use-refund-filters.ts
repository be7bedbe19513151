import { createDataTableFilterHelper } from "@medusajs/ui"
import type { AdminPayByRefund } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"

/** Which refunds can be listed. */
export const REFUND_CHOICES = ["open", "failed", "all"] as const

const filter = createDataTableFilterHelper<AdminPayByRefund>()

/** What refunds can be filtered by. */
export function useRefundFilters() {
  const say = useText()
  return [
    filter.accessor("state", {
      type: "radio",
      label: say("refunds.filter"),
      options: REFUND_CHOICES.map((value) => ({ value, label: say(`refunds.${value}`) })),
    }),
  ]
}

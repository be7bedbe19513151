import { createDataTableFilterHelper } from "@medusajs/ui"
import type { AdminPayByOrderSummary } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { INTENTS, SCENES, STATUSES } from "./payment-words"
import { useDateFilter } from "./use-date-filter"

const filter = createDataTableFilterHelper<AdminPayByOrderSummary>()

/** What payments can be filtered by. */
export function usePaymentFilters() {
  const say = useText()
  const dateFilter = useDateFilter()
  return [
    filter.accessor("status", {
      type: "multiselect",
      searchable: false,
      label: say("field.payby_says"),
      options: STATUSES.map((value) => ({ value, label: say(`status.${value}`) })),
    }),
    filter.accessor("intent", {
      type: "multiselect",
      searchable: false,
      label: say("field.intent"),
      options: INTENTS.map((value) => ({ value, label: say(`intent.${value}`) })),
    }),
    filter.accessor("scene", {
      type: "multiselect",
      searchable: false,
      label: say("field.scene"),
      options: SCENES.map((value) => ({ value, label: say(`scene.${value}`) })),
    }),
    filter.accessor("attention", {
      type: "radio",
      label: say("field.attention"),
      options: [{ value: "yes", label: say("orders.only_attention") }],
    }),
    ...dateFilter("created_at", say("field.created_at")),
    ...dateFilter("paid_at", say("field.paid_at")),
  ]
}

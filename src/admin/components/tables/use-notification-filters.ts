import { createDataTableFilterHelper } from "@medusajs/ui"
import type { AdminPayByNotification } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { NOTIFICATION_KINDS, NOTIFICATION_STATES } from "./notification-words"

const filter = createDataTableFilterHelper<AdminPayByNotification>()

/** What notifications can be filtered by. */
export function useNotificationFilters() {
  const say = useText()
  return [
    filter.accessor("state", {
      type: "multiselect",
      searchable: false,
      label: say("field.state"),
      options: NOTIFICATION_STATES.map((value) => ({
        value,
        label: say(`notification_state.${value}`),
      })),
    }),
    filter.accessor("kind", {
      type: "multiselect",
      searchable: false,
      label: say("field.kind"),
      options: NOTIFICATION_KINDS.map((value) => ({
        value,
        label: say(`notification_kind.${value}`),
      })),
    }),
  ]
}

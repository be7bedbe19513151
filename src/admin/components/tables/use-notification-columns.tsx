import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import type { AdminPayByNotification } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { ActionButtons } from "../actions/action-buttons"
import { NotificationBadge } from "../notification/notification-badge"
import { PaymentLink } from "../payment/payment-link"
import { Moment } from "../plain/moment"

const column = createDataTableColumnHelper<AdminPayByNotification>()

/** What a row of the list of notifications shows. */
export function useNotificationColumns() {
  const say = useText()
  return useMemo(
    () => [
      column.accessor("received_at", {
        header: say("field.received_at"),
        cell: ({ getValue }) => <Moment at={getValue()} />,
      }),
      column.accessor("kind", {
        header: say("field.kind"),
        cell: ({ getValue }) => say(`notification_kind.${getValue()}`),
      }),
      column.accessor("merchant_order_no", {
        header: say("field.number"),
        cell: ({ getValue, row }) => (
          <PaymentLink number={row.original.state === "unknown_order" ? null : getValue()}>
            {getValue()}
          </PaymentLink>
        ),
      }),
      column.accessor("state", {
        header: say("field.outcome"),
        cell: ({ getValue }) => <NotificationBadge state={getValue()} />,
      }),
      column.display({
        id: "actions",
        header: "",
        size: 320,
        cell: ({ row }) => (
          <ActionButtons actions={row.original.actions} about={row.original.notify_id} inRow />
        ),
      }),
    ],
    [say],
  )
}

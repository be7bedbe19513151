import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import type { AdminPayByNotification } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { ActionButtons } from "../actions/action-buttons"
import { NotificationBadge } from "../notification/notification-badge"
import { PaymentLink } from "../payment/payment-link"
import { PlainNumber } from "../plain/copyable-number"
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
      column.accessor("notify_id", {
        header: say("field.notify_id"),
        cell: ({ getValue }) => <PlainNumber value={getValue()} />,
      }),
      column.accessor("state", {
        header: say("field.outcome"),
        cell: ({ getValue }) => <NotificationBadge state={getValue()} />,
      }),
      column.accessor("attempts", { header: say("field.attempts") }),
      column.display({
        id: "actions",
        header: "",
        size: 200,
        cell: ({ row }) => (
          <ActionButtons actions={row.original.actions} about={row.original.notify_id} />
        ),
      }),
    ],
    [say],
  )
}

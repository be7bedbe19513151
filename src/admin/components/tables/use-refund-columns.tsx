import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import type { AdminPayByRefund } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { ActionButtons } from "../actions/action-buttons"
import { PaymentLink } from "../payment/payment-link"
import { Amount } from "../plain/amount"
import { Moment } from "../plain/moment"
import { RefundBadge } from "../refund/refund-badge"
import { WordCell } from "./word-cell"

const column = createDataTableColumnHelper<AdminPayByRefund>()

/** What a row of the list of refunds shows. */
export function useRefundColumns() {
  const say = useText()
  return useMemo(
    () => [
      column.accessor("refund_no", {
        header: say("field.refund_no"),
        cell: ({ row }) => (
          <PaymentLink number={row.original.merchant_order_no}>
            {row.original.refund_no}
          </PaymentLink>
        ),
      }),
      column.accessor("amount", {
        header: say("field.amount"),
        cell: ({ getValue }) => <Amount money={getValue()} />,
      }),
      column.accessor("state", {
        header: say("field.state"),
        cell: ({ getValue }) => <RefundBadge state={getValue()} />,
      }),
      column.accessor("fail_text", {
        header: say("field.reason"),
        cell: ({ row }) => <WordCell text={row.original.fail_text ?? row.original.fail_code} />,
      }),
      column.accessor("requested_at", {
        header: say("field.requested_at"),
        cell: ({ getValue }) => <Moment at={getValue()} />,
      }),
      column.display({
        id: "actions",
        header: "",
        size: 320,
        cell: ({ row }) => (
          <ActionButtons actions={row.original.actions} about={row.original.refund_no} inRow />
        ),
      }),
    ],
    [say],
  )
}

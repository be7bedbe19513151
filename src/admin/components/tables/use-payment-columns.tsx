import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import { Link } from "react-router-dom"
import type { AdminPayByOrderSummary } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { AttentionMark } from "../attention/attention-mark"
import { Amount } from "../plain/amount"
import { Moment } from "../plain/moment"
import { MedusaOrderLink } from "../payment/medusa-order-link"
import { paymentPath } from "../payment/payment-path"
import { StateBadge } from "../payment/state-badge"
import { PlainNumber } from "../plain/copyable-number"
import { WordCell } from "./word-cell"

const column = createDataTableColumnHelper<AdminPayByOrderSummary>()

/** What a row of the list of payments shows. */
export function usePaymentColumns() {
  const say = useText()
  return useMemo(() => {
    const byTime = {
      enableSorting: true,
      sortAscLabel: say("orders.oldest_first"),
      sortDescLabel: say("orders.newest_first"),
    }
    return [
      column.accessor("merchant_order_no", {
        header: say("field.number"),
        cell: ({ getValue }) => (
          <Link to={paymentPath(getValue())} onClick={(event) => event.stopPropagation()}>
            <PlainNumber value={getValue()} />
          </Link>
        ),
      }),
      column.accessor("state", {
        header: say("field.state"),
        cell: ({ row }) => (
          <span className="flex items-center gap-x-2">
            <StateBadge state={row.original.state} />
            <AttentionMark reason={row.original.attention} />
          </span>
        ),
      }),
      column.accessor((order) => order.amount.amount, {
        id: "amount",
        header: say("field.amount"),
        enableSorting: true,
        sortAscLabel: say("orders.lowest_first"),
        sortDescLabel: say("orders.highest_first"),
        cell: ({ row }) => <Amount money={row.original.amount} />,
      }),
      column.accessor("order", {
        header: say("field.order"),
        cell: ({ getValue }) => <MedusaOrderLink order={getValue()} />,
      }),
      column.accessor("created_at", {
        header: say("field.created_at"),
        ...byTime,
        cell: ({ getValue }) => <Moment at={getValue()} />,
      }),
      column.accessor("paid_at", {
        header: say("field.paid_at"),
        ...byTime,
        cell: ({ getValue }) => {
          const paidAt = getValue()
          return paidAt === null ? <WordCell text={null} /> : <Moment at={paidAt} />
        },
      }),
    ]
  }, [say])
}

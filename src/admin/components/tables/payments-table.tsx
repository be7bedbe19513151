import { DataTable } from "@medusajs/dashboard/components"
import { Container } from "@medusajs/ui"
import { useText } from "../../i18n/use-text"
import { useOrders } from "../../queries/orders"
import { Failure } from "../plain/failure"
import { Section } from "../plain/section"
import { paymentPath } from "../payment/payment-path"
import { TooMany } from "./too-many"
import { usePaymentColumns } from "./use-payment-columns"
import { usePaymentFilters } from "./use-payment-filters"
import { usePaymentsQuery } from "./use-payments-query"

const PAGE_SIZE = 20

/** Every PayBy payment: searched, filtered, sorted and paged by the server. */
export function PaymentsTable() {
  const say = useText()
  const query = usePaymentsQuery(PAGE_SIZE)
  const { data: page, error, refetch, isLoading } = useOrders(query)
  const columns = usePaymentColumns()
  const filters = usePaymentFilters()
  if (page === undefined && error !== null) {
    return (
      <Section level="h1" title={say("orders.title")}>
        <Failure error={error} again={() => void refetch()} />
      </Section>
    )
  }
  return (
    <Container className="p-0">
      <DataTable
        data={[...(page?.orders ?? [])]}
        columns={columns}
        filters={filters}
        getRowId={(order) => order.merchant_order_no}
        rowHref={(order) => paymentPath(order.merchant_order_no)}
        rowCount={page?.count ?? 0}
        pageSize={PAGE_SIZE}
        isLoading={isLoading}
        heading={say("orders.title")}
        subHeading={say("orders.subtitle")}
        emptyState={{
          empty: { heading: say("orders.none"), description: say("orders.none_why") },
          filtered: {
            heading: say("orders.none_match"),
            description: say("orders.none_match_why"),
          },
        }}
      />
      <TooMany page={page} />
    </Container>
  )
}

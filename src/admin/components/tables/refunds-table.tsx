import { DataTable } from "@medusajs/dashboard/components"
import { useQueryParams } from "@medusajs/dashboard/hooks"
import { Container } from "@medusajs/ui"
import { useText } from "../../i18n/use-text"
import { useRefunds } from "../../queries/refunds"
import { Failure } from "../plain/failure"
import { Section } from "../plain/section"
import { chosen, rowsBefore } from "./filter-values"
import { TooMany } from "./too-many"
import { useRefundColumns } from "./use-refund-columns"
import { REFUND_CHOICES, useRefundFilters } from "./use-refund-filters"

const PAGE_SIZE = 20

/** Refunds under way, or as the filter says, with what can be done about them. */
export function RefundsTable() {
  const say = useText()
  const params = useQueryParams(["q", "offset", "state"])
  const {
    data: page,
    error,
    refetch,
    isLoading,
  } = useRefunds({
    limit: PAGE_SIZE,
    offset: rowsBefore(params.offset),
    q: params.q,
    state: chosen(params.state, REFUND_CHOICES)?.[0],
  })
  const columns = useRefundColumns()
  const filters = useRefundFilters()
  if (page === undefined && error !== null) {
    return (
      <Section level="h1" title={say("refunds.title")}>
        <Failure error={error} again={() => void refetch()} />
      </Section>
    )
  }
  return (
    <Container className="p-0">
      <DataTable
        data={[...(page?.refunds ?? [])]}
        columns={columns}
        filters={filters}
        getRowId={(refund) => refund.refund_no}
        rowCount={page?.count ?? 0}
        pageSize={PAGE_SIZE}
        isLoading={isLoading}
        heading={say("refunds.title")}
        subHeading={say("refunds.subtitle")}
        emptyState={{
          empty: { heading: say("refunds.none"), description: say("refunds.none_why") },
          filtered: {
            heading: say("refunds.none_match"),
            description: say("refunds.none_match_why"),
          },
        }}
      />
      <TooMany page={page} />
    </Container>
  )
}

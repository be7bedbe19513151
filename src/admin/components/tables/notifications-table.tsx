import { DataTable } from "@medusajs/dashboard/components"
import { useQueryParams } from "@medusajs/dashboard/hooks"
import { Container } from "@medusajs/ui"
import { useText } from "../../i18n/use-text"
import { useNotifications } from "../../queries/notifications"
import { Failure } from "../plain/failure"
import { Section } from "../plain/section"
import { chosen, rowsBefore } from "./filter-values"
import { NOTIFICATION_KINDS, NOTIFICATION_STATES } from "./notification-words"
import { TooMany } from "./too-many"
import { useNotificationColumns } from "./use-notification-columns"
import { useNotificationFilters } from "./use-notification-filters"

const PAGE_SIZE = 20

/** What PayBy told the store, what came of it, and the way to process it again. */
export function NotificationsTable() {
  const say = useText()
  const params = useQueryParams(["q", "offset", "state", "kind"])
  const {
    data: page,
    error,
    refetch,
    isLoading,
  } = useNotifications({
    limit: PAGE_SIZE,
    offset: rowsBefore(params.offset),
    q: params.q,
    state: chosen(params.state, NOTIFICATION_STATES),
    kind: chosen(params.kind, NOTIFICATION_KINDS),
  })
  const columns = useNotificationColumns()
  const filters = useNotificationFilters()
  if (page === undefined && error !== null) {
    return (
      <Section level="h1" title={say("notifications.title")}>
        <Failure error={error} again={() => void refetch()} />
      </Section>
    )
  }
  return (
    <Container className="p-0">
      <DataTable
        data={[...(page?.notifications ?? [])]}
        columns={columns}
        filters={filters}
        getRowId={(notification) => notification.id}
        rowCount={page?.count ?? 0}
        pageSize={PAGE_SIZE}
        isLoading={isLoading}
        heading={say("notifications.title")}
        subHeading={say("notifications.subtitle")}
        emptyState={{
          empty: { heading: say("notifications.none"), description: say("notifications.none_why") },
          filtered: {
            heading: say("notifications.none_match"),
            description: say("notifications.none_match_why"),
          },
        }}
      />
      <TooMany page={page} />
    </Container>
  )
}

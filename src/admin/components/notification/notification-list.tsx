import { Text } from "@medusajs/ui"
import type { AdminPayByNotification } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { ActionButtons } from "../actions/action-buttons"
import { PlainNumber } from "../plain/copyable-number"
import { Moment } from "../plain/moment"
import { NotificationBadge } from "./notification-badge"

/** What PayBy told about one payment. */
export function NotificationList({
  notifications,
}: {
  notifications: readonly AdminPayByNotification[]
}) {
  const say = useText()
  return (
    <ul className="divide-y">
      {notifications.map((notification) => (
        <li key={notification.id} className="flex flex-col gap-y-2 px-6 py-4">
          <div className="flex items-center justify-between gap-2">
            <Text size="small" leading="compact" weight="plus">
              {say(`notification_kind.${notification.kind}`)}
            </Text>
            <NotificationBadge state={notification.state} />
          </div>
          <Text as="div" size="xsmall" className="text-ui-fg-subtle">
            <Moment at={notification.received_at} />
          </Text>
          <PlainNumber value={notification.notify_id} />
          <ActionButtons actions={notification.actions} about={notification.notify_id} />
        </li>
      ))}
    </ul>
  )
}

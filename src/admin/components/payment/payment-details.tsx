import { Text } from "@medusajs/ui"
import type { AdminPayByOrder } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { ActionButtons } from "../actions/action-buttons"
import { Obstacles } from "../actions/obstacles"
import { NotificationList } from "../notification/notification-list"
import { Section } from "../plain/section"
import { RefundItem } from "../refund/refund-item"
import { Timeline } from "../timeline/timeline"
import { CopySupportText } from "./copy-support-text"
import { MedusaOrderLink } from "./medusa-order-link"
import { PaymentFacts } from "./payment-facts"
import { StateBadge } from "./state-badge"
import { Warnings } from "./warnings"

/** Everything about one payment. */
export function PaymentDetails({ order }: { order: AdminPayByOrder }) {
  const say = useText()
  return (
    <div className="flex flex-col gap-3 xl:flex-row xl:items-start">
      <div className="flex min-w-0 flex-1 flex-col gap-y-3">
        <Section
          level="h1"
          title={say("order.heading")}
          aside={
            <>
              {order.order && <MedusaOrderLink order={order.order} />}
              <StateBadge state={order.state} />
            </>
          }
        >
          <Warnings order={order} />
          <PaymentFacts order={order} />
          <div className="flex flex-col gap-y-3 px-6 py-4">
            <ActionButtons actions={order.actions} about={order.merchant_order_no} />
            <Obstacles actions={order.actions} />
            <div className="-ms-2">
              <CopySupportText order={order} />
            </div>
          </div>
        </Section>
        <Section title={say("order.timeline")}>
          <div className="px-6 py-4">
            <Timeline entries={order.timeline} />
          </div>
        </Section>
      </div>
      <div className="flex w-full flex-col gap-y-3 xl:max-w-[440px]">
        <Section title={say("order.refunds")}>
          {order.refunds.length === 0 && <Nothing text={say("order.no_refunds")} />}
          <ul className="divide-y">
            {order.refunds.map((refund) => (
              <RefundItem key={refund.refund_no} refund={refund} />
            ))}
          </ul>
        </Section>
        <Section title={say("order.notifications")}>
          {order.notifications.length === 0 && <Nothing text={say("order.no_notifications")} />}
          <NotificationList notifications={order.notifications} />
        </Section>
      </div>
    </div>
  )
}

function Nothing({ text }: { text: string }) {
  return (
    <Text size="small" className="text-ui-fg-subtle px-6 py-4">
      {text}
    </Text>
  )
}

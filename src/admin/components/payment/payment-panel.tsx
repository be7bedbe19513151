import { Button, Container, Heading } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { AdminPayByOrder } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { ActionButtons } from "../actions/action-buttons"
import { RefundList } from "../refund/refund-list"
import { FoldedTimeline } from "../timeline/folded-timeline"
import { CopySupportText } from "./copy-support-text"
import { PaymentFacts } from "./payment-facts"
import { paymentPath } from "./payment-path"
import { StateBadge } from "./state-badge"
import { Warnings } from "./warnings"

/** One payment beside its order: how it stands, what is known, what can be done. */
export function PaymentPanel({ order }: { order: AdminPayByOrder }) {
  const say = useText()
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between gap-2 px-6 py-4">
        <Heading level="h2">{say("order.heading")}</Heading>
        <StateBadge state={order.state} />
      </div>
      <Warnings order={order} />
      <PaymentFacts order={order} />
      <RefundList refunds={order.refunds} />
      <FoldedTimeline entries={order.timeline} />
      <div className="flex flex-col gap-y-2 px-6 py-4">
        <ActionButtons actions={order.actions} about={order.merchant_order_no} />
        <div className="-ms-2 flex flex-wrap gap-2">
          <CopySupportText order={order} />
          <Button size="small" variant="transparent" asChild>
            <Link to={paymentPath(order.merchant_order_no)}>{say("order.details")}</Link>
          </Button>
        </div>
      </div>
    </Container>
  )
}

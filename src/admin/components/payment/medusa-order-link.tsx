import { Link } from "react-router-dom"
import type { AdminPayByMedusaOrder } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"

/** The way to Medusa's order; a dash when there is none. */
export function MedusaOrderLink({ order }: { order: AdminPayByMedusaOrder | null }) {
  const say = useText()
  if (order === null) return <span className="text-ui-fg-muted">{say("common.none")}</span>
  const { id, display_id, cancelled } = order
  return (
    <Link
      to={`/orders/${id}`}
      className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover"
      onClick={(event) => event.stopPropagation()}
    >
      {display_id === null ? say("common.open_order") : <bdi>{`#${display_id}`}</bdi>}
      {cancelled && ` (${say("order.order_cancelled")})`}
    </Link>
  )
}

import { Link } from "react-router-dom"
import { PlainNumber } from "../plain/copyable-number"
import { paymentPath } from "./payment-path"

/** A number, and the way to its payment where we have one. */
export function PaymentLink({
  number,
  children,
}: {
  /** The payment's merchant order number; null when our books have none. */
  number: string | null
  /** The number to show. */
  children: string | null
}) {
  if (children === null) return null
  if (number === null) return <PlainNumber value={children} />
  return (
    <Link
      to={paymentPath(number)}
      className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover"
    >
      <PlainNumber value={children} />
    </Link>
  )
}

import { useParams, type UIMatch } from "react-router-dom"
import { PaymentPage } from "../../../../components/payment/payment-page"

export default function Payment() {
  const { no = "" } = useParams()
  return <PaymentPage merchantOrderNo={no} />
}

export const handle = { breadcrumb: ({ params }: UIMatch) => params.no }

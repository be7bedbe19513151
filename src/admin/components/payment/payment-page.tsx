import { useOrder } from "../../queries/orders"
import { Failure } from "../plain/failure"
import { Loading } from "../plain/loading"
import { PaymentDetails } from "./payment-details"

/** The page of one payment. */
export function PaymentPage({ merchantOrderNo }: { merchantOrderNo: string }) {
  const { data: found, error, refetch } = useOrder(merchantOrderNo)
  if (found !== undefined) return <PaymentDetails order={found.order} />
  if (error !== null) return <Failure error={error} again={() => void refetch()} />
  return <Loading lines={8} />
}

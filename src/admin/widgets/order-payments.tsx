import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { PaymentPanel } from "../components/payment/payment-panel"
import { useOrder, useOrdersOf } from "../queries/orders"

/** The PayBy payments of the order that is shown; nothing for orders without PayBy. */
export default function OrderPayments({ data }: { data: { id: string } }) {
  const { data: found } = useOrdersOf(data.id)
  return (
    <>
      {found?.orders.map(({ merchant_order_no }) => (
        <OrderPayment key={merchant_order_no} merchantOrderNo={merchant_order_no} />
      ))}
    </>
  )
}

function OrderPayment({ merchantOrderNo }: { merchantOrderNo: string }) {
  const { data: found } = useOrder(merchantOrderNo)
  return found === undefined ? null : <PaymentPanel order={found.order} />
}

export const config = defineWidgetConfig({
  id: "medusa-payment-payby:order-payments",
  zone: "order.details.side.after",
})

import type { HttpTypes } from "@medusajs/framework/types"
import { useEffect, useState } from "react"
import { address, sdk } from "./shop.ts"
import { dirhams, say } from "./words.ts"

export function OrderPage({ orderId }: { orderId: string }) {
  const [order, setOrder] = useState<HttpTypes.StoreOrder | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    sdk.store.order.retrieve(orderId).then(
      (answer) => setOrder(answer.order),
      () => setFailed(true),
    )
  }, [orderId])
  if (failed) return <p role="alert">{say.failed}</p>
  if (!order) return <p role="status">{say.buying}</p>
  return (
    <section className="narrow">
      <div className="mark" aria-hidden="true">
        ✓
      </div>
      <h1>{say.thanks}</h1>
      <dl>
        <dt>{say.order}</dt>
        <dd data-order={order.id}>
          <bdi>#{order.display_id}</bdi>
        </dd>
        <dt>{say.paid}</dt>
        <dd>
          <bdi>{dirhams(order.total)}</bdi>
        </dd>
      </dl>
      <a className="primary" href={address.product()}>
        {say.back}
      </a>
    </section>
  )
}

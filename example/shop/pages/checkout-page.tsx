import type { HttpTypes } from "@medusajs/framework/types"
import { FRAME_SCRIPT } from "medusa-payment-payby/storefront"
import { PayByCheckout } from "medusa-payment-payby/storefront/react"
import { useCallback, useEffect, useState } from "react"
import { Dallah } from "./dallah.tsx"
import { address, config, sdk } from "./shop.ts"
import { dirhams, language, say } from "./words.ts"

export function CheckoutPage({ cartId }: { cartId: string }) {
  const [cart, setCart] = useState<HttpTypes.StoreCart | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    sdk.store.cart.retrieve(cartId).then(
      (answer) => setCart(answer.cart),
      () => setFailed(true),
    )
  }, [cartId])
  const toOrder = useCallback((order: string) => location.assign(address.order(order)), [])
  const line = cart?.items?.[0]
  const change = async (quantity: number) => {
    if (!line) return
    setCart((await sdk.store.cart.updateLineItem(cartId, line.id, { quantity })).cart)
  }

  if (failed) return <p role="alert">{say.failed}</p>
  if (!cart || !line) return <p role="status">{say.buying}</p>
  return (
    <div className="checkout">
      <section aria-labelledby="cart">
        <h1 id="cart">{say.cart}</h1>
        <div className="line">
          <Dallah />
          <div>
            <strong>{say.name}</strong>
            <div className="quantity" role="group" aria-label={say.quantity}>
              <button
                aria-label={say.less}
                disabled={line.quantity < 2}
                onClick={() => void change(line.quantity - 1)}
              >
                −
              </button>
              <output>{line.quantity}</output>
              <button aria-label={say.more} onClick={() => void change(line.quantity + 1)}>
                +
              </button>
            </div>
          </div>
          <bdi>{dirhams(cart.item_total ?? 0)}</bdi>
        </div>
        <dl>
          <dt>
            {say.delivery}
            <small>{say.deliveryTo}</small>
          </dt>
          <dd>
            <bdi>{dirhams(cart.shipping_total ?? 0)}</bdi>
          </dd>
          <dt className="total">{say.total}</dt>
          <dd className="total">
            <bdi>{dirhams(cart.total ?? 0)}</bdi>
          </dd>
        </dl>
      </section>
      <section aria-labelledby="payment">
        <h2 id="payment">{say.payment}</h2>
        <PayByCheckout
          sdk={sdk}
          cart={cartId}
          offer={["page", "frame", "code", "botim"]}
          language={language()}
          providerId={config.providerId}
          frameScript={config.frameScript ?? FRAME_SCRIPT}
          onOrder={toOrder}
        />
      </section>
    </div>
  )
}

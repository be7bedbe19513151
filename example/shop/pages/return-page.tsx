import { paymentIn } from "medusa-payment-payby/storefront"
import { PayByWaiting, usePayment } from "medusa-payment-payby/storefront/react"
import { useEffect, useState } from "react"
import { address, sdk } from "./shop.ts"
import { language, say } from "./words.ts"

/** Where the shopper comes back to from PayBy's page, in whatever browser. */
export function ReturnPage({ cartId }: { cartId: string | null }) {
  const [found] = useState(() => paymentIn(location.href))
  const { progress, outcome, link, giveUp } = usePayment(sdk, found)
  useEffect(() => {
    if (outcome?.kind === "order") location.replace(address.order(outcome.order))
  }, [outcome])
  return (
    <section className="narrow">
      <h1>{say.payment}</h1>
      <PayByWaiting
        progress={progress}
        outcome={found ? outcome : { kind: "unknown" }}
        link={link}
        language={language()}
        onGiveUp={() => void giveUp()}
      />
      {(outcome !== null || !found) && (
        <a className="primary" href={cartId ? address.checkout(cartId) : address.product()}>
          {cartId ? say.toCart : say.back}
        </a>
      )}
    </section>
  )
}

import { useState } from "react"
import { Dallah } from "./dallah.tsx"
import { address, newCart } from "./shop.ts"
import { dirhams, say } from "./words.ts"

/** As the store has it: 120 dirhams and 5 % VAT. */
const PRICE = 126

export function ProductPage() {
  const [buying, setBuying] = useState(false)
  const [failed, setFailed] = useState(false)
  const buy = () => {
    setBuying(true)
    newCart(1).then(
      (cart) => location.assign(address.checkout(cart)),
      () => {
        setBuying(false)
        setFailed(true)
      },
    )
  }
  return (
    <article className="product">
      <div className="picture">
        <Dallah />
      </div>
      <div>
        <h1>{say.name}</h1>
        <p>{say.about}</p>
        <p className="price">
          <bdi>{dirhams(PRICE)}</bdi> <small>{say.vat}</small>
        </p>
        <button className="primary" disabled={buying} onClick={buy}>
          {buying ? say.buying : say.buy}
        </button>
        {failed && <p role="alert">{say.failed}</p>}
      </div>
    </article>
  )
}

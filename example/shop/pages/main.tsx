import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { CheckoutPage } from "./checkout-page.tsx"
import { Frame } from "./frame.tsx"
import { OrderPage } from "./order-page.tsx"
import { ProductPage } from "./product-page.tsx"
import { ReturnPage } from "./return-page.tsx"
import "./style.css"

function Page() {
  const query = new URLSearchParams(location.search)
  switch (location.pathname) {
    case "/shop/checkout":
      return <CheckoutPage cartId={query.get("cart_id") ?? ""} />
    case "/shop/return":
      return <ReturnPage cartId={query.get("cart_id")} />
    case "/shop/order":
      return <OrderPage orderId={query.get("order_id") ?? ""} />
    default:
      return <ProductPage />
  }
}

const root = document.getElementById("root")
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Frame>
        <Page />
      </Frame>
    </StrictMode>,
  )
}

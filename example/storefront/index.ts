export { checkOut, SHOPPER, type Checkout, type Choice } from "./checkout"
export { StoreRefused, type StoreCall, type StorefrontOptions } from "./store-api"
export {
  storefront,
  type Cart,
  type Completion,
  type Order,
  type PaymentSession,
  type Shopper,
  type Storefront,
} from "./storefront"

/**
 * What the routes under `/store/payby` take and answer, and what a storefront may send and read in a
 * payment session's `data`. Types only: a storefront imports them without anything of the server.
 */

/** A way to pay, in PayBy's word for it (`paySceneCode`). */
export type StorePayByScene =
  /** PayBy's page: send the shopper there, or show the same link in PayBy's iframe. */
  | "PAYPAGE"
  /** The link is the text of a QR code that the shopper scans with BOTIM. */
  | "DYNQR"
  /** The link opens a wallet app on this phone. */
  | "EWALLET"
  /** The link is for PayBy's SDK inside the merchant's own app. */
  | "INAPP"
  /** The link is for a shop inside the BOTIM app. */
  | "JSAPI"

/** A wallet app, in PayBy's word for it (`eWalletCode`). */
export type StorePayByWallet = "botim-pay" | "ALIPAYPLUS"

/**
 * What a storefront may send in `data` when it creates the payment session. All of it is optional and
 * all of it is checked: what is not understood is refused (400) with the names of the fields. Keys that
 * are not listed here are ignored.
 */
export interface StorePayBySessionInput {
  /** One of the scenes the shop offers; the first of them unless given. */
  readonly scene?: StorePayByScene
  /** `EWALLET`: the app to open; the first wallet the shop offers unless given. */
  readonly wallet?: StorePayByWallet
  /** `EWALLET` with `ALIPAYPLUS`: every wallet of Alipay+ (default), or Alipay of mainland China. */
  readonly sub_wallet?: "ALIPAYALL" | "ALIPAYCN"
  /** `EWALLET`: the phone's system. */
  readonly os_type?: "IOS" | "ANDROID"
  /** `EWALLET`: a desktop site, a mobile site, or an app. */
  readonly terminal_type?: "WEB" | "WAP" | "APP"
  /** `INAPP`: the device's id, as PayBy's SDK gives it. */
  readonly device_id?: string
  /** `INAPP`: the app's id, from PayBy's portal. */
  readonly app_id?: string
  /** Which of the shop's origins the shopper comes back to, such as `https://shop.example.com`; the first unless given. */
  readonly return_origin?: string
}

/** How a payment stands, for the shopper. */
export type StorePayByStatus =
  /** PayBy has not answered yet. It is being asked. */
  | "starting"
  /** PayBy waits for the payer: show `pay_url`. */
  | "waiting"
  /** PayBy has the money; the order is being made. Complete the cart now, or go on waiting. */
  | "paid"
  /** The order is there. Final. */
  | "ordered"
  /** It is being closed at PayBy, which has not confirmed it. It may still turn out to be paid. */
  | "closing"
  /** It can no longer be paid, and never was. The shopper may start again. Final. */
  | "closed"
  /** It was paid and cannot become an order; the money is on its way back. */
  | "returning"
  /** The money went back. Final. */
  | "returned"

/** Why a payment is closing, closed, returning or returned. */
export type StorePayByReason =
  /** The shopper gave up. */
  | "given-up"
  /** Its time ran out. */
  | "expired"
  /** The cart, or the way to pay, changed: a newer payment took its place. */
  | "replaced"
  /** PayBy closed it, or never opened it. */
  | "failed"
  /** Another payment of the same cart came first. */
  | "paid-otherwise"
  /** The order was cancelled, or its money refunded. */
  | "order-cancelled"
  /** Anything else; staff sees more. */
  | "other"

/**
 * Answer of `GET /store/payby/payments/:session` and of `POST /store/payby/payments/:session/cancel`.
 *
 * `:session` is the payment session's id, or the `merchant_order_no` that the session's `data` shows. The
 * number stays good when Medusa replaces the session (it does so at every start and at every change of
 * the cart); the id of a deleted session is unknown. Either is a capability: whoever knows it may see
 * what stands here, and give up the payment. Both are unguessable. Unknown and foreign ones are answered
 * with the same 404.
 */
export interface StorePayByPayment {
  /** Medusa's session that the payment belongs to now; null when it was deleted. */
  readonly session_id: string | null
  readonly merchant_order_no: string
  readonly status: StorePayByStatus
  /** Null while nothing has gone wrong. */
  readonly reason: StorePayByReason | null
  /** What was placed at PayBy: another scene than the storefront asked for where PayBy has not granted that one. */
  readonly scene: StorePayByScene
  /** PayBy's link; only while the status is `waiting`. */
  readonly pay_url: string | null
  /** `DYNQR`: somebody has scanned the code and now has to confirm in the app. */
  readonly scanned: boolean
  /** When the link stops working, ISO 8601, UTC. */
  readonly expires_at: string
  /** The same by the server's clock, milliseconds from now, never negative: for a countdown. */
  readonly expires_in_ms: number
  /** The cart to complete; null when there is none (the payment of an order edit). */
  readonly cart_id: string | null
  /** The order, once the status is `ordered`. */
  readonly order_id: string | null
  /**
   * Ask again after so many milliseconds; null: never, the status is final. 0 where `wait` was given: the
   * next question waits as well. (A server with too many waiting answers at once, with its usual advice.)
   */
  readonly retry_after_ms: number | null
  /** Changes when anything above changes but the countdown. Opaque; send it back as `seen`. */
  readonly version: string
}

/** Body of the answers about one payment. */
export interface StorePayByPaymentResponse {
  readonly payment: StorePayByPayment
}

/** Query of `GET /store/payby/payments/:session`. */
export interface StorePayByPaymentQuery {
  /**
   * Hold the answer back for up to so many seconds (0 to 25) while nothing changes: the answer comes the
   * moment something does. 0 unless given.
   */
  readonly wait?: number
  /** The `version` last seen. When it is no longer the present one, the answer comes at once. */
  readonly seen?: string
}

/** Query of `GET /store/payby/scenes`: exactly one of the two. */
export type StorePayByScenesQuery =
  | { readonly cart_id: string; readonly region_id?: never }
  | { readonly region_id: string; readonly cart_id?: never }

/** One way to pay that a storefront may offer. */
export interface StorePayByOfferedScene {
  readonly scene: StorePayByScene
  /** `EWALLET`: the wallets the shop takes, the preferred one first; empty for every other scene. */
  readonly wallets: readonly StorePayByWallet[]
}

/** Answer of `GET /store/payby/scenes`. */
export interface StorePayByScenesResponse {
  /**
   * The preferred one first. Empty where PayBy cannot be paid with: the currency is not AED, or the
   * region does not have the provider.
   */
  readonly scenes: readonly StorePayByOfferedScene[]
  /** The payment provider's id in this region, such as `pp_payby_payby`; null when there are no scenes. */
  readonly provider_id: string | null
}

/**
 * What a payment session's `data` shows, from the moment it was created. For showing only, and as of its
 * creation: how the payment stands is told by `GET /store/payby/payments/:session`.
 */
export interface StorePayBySessionData {
  readonly session_id: string
  readonly merchant_order_no: string
  /** `created`: waiting for the payer. `unknown`: PayBy has not answered yet; ask again soon. */
  readonly status: "created" | "paid" | "closed" | "unknown"
  /** PayBy's link: the page to send the shopper to, the text of the QR code, or the wallet's link. */
  readonly pay_url: string | null
  /** What was placed at PayBy; act by it, not by what was asked for. */
  readonly scene: StorePayByScene
  /** When the link stops working, ISO 8601. */
  readonly expires_at: string
}

/**
 * What a storefront's pages may be told by the return route (`GET /hooks/payby/return`): each name in
 * braces in the merchant's `storefront.success`, `.waiting` and `.retry` is replaced. What is not known is
 * left empty.
 */
export type StorePayByReturnPlaceholder =
  "order_id" | "cart_id" | "session_id" | "merchant_order_no" | "status" | "country_code"

import type { AdminPayByIntent } from "../../../api/admin/payby/contract"
import type { TextsOf } from "../../i18n/text-key"

/** What PayBy may have said, as far as a checkout meets it. */
export const STATUSES = ["NONE", "CREATED", "PAID_SUCCESS", "SETTLED", "FAILURE"] as const

/** What we may want. */
export const INTENTS: readonly AdminPayByIntent[] = ["collect", "close", "return"]

/** How a shopper may pay. */
export const SCENES: readonly TextsOf<"scene">[] = ["PAYPAGE", "DYNQR", "EWALLET", "INAPP", "JSAPI"]

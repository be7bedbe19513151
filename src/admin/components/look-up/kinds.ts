import type { AdminPayByLookUpKind } from "../../../api/admin/payby/contract"

/** What PayBy can be asked about. */
export const LOOK_UP_KINDS: readonly AdminPayByLookUpKind[] = ["payment", "refund", "transfer"]

import {
  ArrowPath,
  ArrowUturnLeft,
  CheckCircle,
  MagnifyingGlass,
  Receipt,
  XCircle,
} from "@medusajs/icons"
import type { ComponentType } from "react"
import type { AdminPayByActionName } from "../../../api/admin/payby/contract"

/** What stands before an action's name. */
export const ACTION_ICONS: Readonly<Record<AdminPayByActionName, ComponentType>> = {
  ask: MagnifyingGlass,
  cancel: XCircle,
  revoke: ArrowUturnLeft,
  settle: Receipt,
  acknowledge: CheckCircle,
  retry_refund: ArrowPath,
  follow_refund: MagnifyingGlass,
  replay: ArrowPath,
}

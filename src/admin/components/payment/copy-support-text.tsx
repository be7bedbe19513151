import { SquareTwoStack } from "@medusajs/icons"
import { Button } from "@medusajs/ui"
import type { AdminPayByOrder } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { useCopy } from "../plain/use-copy"
import { supportText } from "./support-text"

/** Copies what PayBy's support needs to find this payment. */
export function CopySupportText({ order }: { order: AdminPayByOrder }) {
  const say = useText()
  const copy = useCopy()
  return (
    <Button
      type="button"
      size="small"
      variant="transparent"
      onClick={() => void copy(supportText(order))}
    >
      <SquareTwoStack />
      {say("order.copy_support_text")}
    </Button>
  )
}

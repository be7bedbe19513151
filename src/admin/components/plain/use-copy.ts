import { toast } from "@medusajs/ui"
import { useText } from "../../i18n/use-text"

/** Copies a text and says whether that worked: browsers allow it on https and localhost only. */
export function useCopy(): (text: string) => Promise<void> {
  const say = useText()
  return async (text) => {
    try {
      await navigator.clipboard.writeText(text)
      toast.success(say("common.copied"))
    } catch {
      toast.error(say("common.copy_failed"))
    }
  }
}

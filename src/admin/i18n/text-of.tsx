import type { TextKey } from "./text-key"
import { useText } from "./use-text"

/** A text where only an element will do, such as a breadcrumb. */
export function TextOf({ of }: { of: TextKey }) {
  return useText()(of)
}

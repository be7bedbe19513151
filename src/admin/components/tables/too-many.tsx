import { Text } from "@medusajs/ui"
import type { AdminPayByPage } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"

/** Says that the rows were not counted to their end; nothing when they were. */
export function TooMany({ page }: { page: AdminPayByPage | undefined }) {
  const say = useText()
  if (!page?.count_exceeded) return null
  return (
    <Text size="xsmall" className="text-ui-fg-subtle px-6 pb-4">
      {say("common.more_than", { count: page.count })}
    </Text>
  )
}

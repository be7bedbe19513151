import { Text } from "@medusajs/ui"

/** Says that there is nothing, and what that means. */
export function Empty({ title, why }: { title: string; why: string }) {
  return (
    <div className="flex flex-col items-center gap-y-1 px-6 py-12 text-center">
      <Text size="small" weight="plus" leading="compact">
        {title}
      </Text>
      <Text size="small" className="text-ui-fg-subtle">
        {why}
      </Text>
    </div>
  )
}

import { Text } from "@medusajs/ui"
import type { AdminPayByAction } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"

/** What cannot be done now, and why. */
export function Obstacles({ actions }: { actions: readonly AdminPayByAction[] }) {
  const say = useText()
  const barred = actions.flatMap(({ name, allowed, obstacle }) =>
    // Where nothing needs attention, nobody asks why it cannot be acknowledged.
    allowed || obstacle === null || name === "acknowledge" ? [] : [{ name, obstacle }],
  )
  if (barred.length === 0) return null
  return (
    <ul className="text-ui-fg-subtle flex flex-col gap-y-1">
      {barred.map(({ name, obstacle }) => (
        <li key={name}>
          <Text as="span" size="xsmall" weight="plus">
            {say(`action.${name}`)}
          </Text>{" "}
          <Text as="span" size="xsmall">
            {say(`obstacle.${obstacle}`)}
          </Text>
        </li>
      ))}
    </ul>
  )
}

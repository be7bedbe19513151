import { Text } from "@medusajs/ui"
import type { AdminPayByHealthCheck } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { HealthBadge } from "./health-badge"
import { useFinding } from "./use-finding"

/** Everything that was checked, and what to do where it is not well. */
export function Checks({ checks }: { checks: readonly AdminPayByHealthCheck[] }) {
  const say = useText()
  const finding = useFinding()
  return (
    <ul className="divide-y">
      {checks.map((check) => (
        <li key={check.name} className="flex flex-col gap-y-1 px-6 py-4">
          <div className="flex items-center justify-between gap-2">
            <Text size="small" leading="compact" weight="plus">
              {say(`health.check.${check.name}`)}
            </Text>
            <HealthBadge status={check.status} />
          </div>
          <Text size="small" className="text-ui-fg-subtle">
            {finding(check)}
          </Text>
        </li>
      ))}
    </ul>
  )
}

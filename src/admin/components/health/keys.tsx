import { useDate } from "@medusajs/dashboard/hooks"
import { Text } from "@medusajs/ui"
import type { AdminPayByHealthKey } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { PlainNumber } from "../plain/copyable-number"
import { Section } from "../plain/section"

/** The configured keys by their fingerprints, and which of PayBy's it signs with. */
export function Keys({ keys }: { keys: readonly AdminPayByHealthKey[] }) {
  const say = useText()
  return (
    <Section title={say("health.keys")}>
      <ul className="divide-y">
        {keys.map((key) => (
          <li key={`${key.role} ${key.fingerprint}`} className="flex flex-col gap-y-1 px-6 py-4">
            <Text size="small" leading="compact" weight="plus">
              {say(`health.key_role.${key.role}`)}
            </Text>
            <PlainNumber value={key.fingerprint} />
            {key.role === "payby" && <LastUse at={key.last_used_at} />}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function LastUse({ at }: { at: string | null }) {
  const say = useText()
  const { getRelativeDate } = useDate()
  return (
    <Text size="xsmall" className="text-ui-fg-subtle">
      {at === null
        ? say("health.never_used")
        : say("health.last_used", { when: getRelativeDate(at) })}
    </Text>
  )
}

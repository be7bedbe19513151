import type { AdminPayByHealth } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { PlainNumber } from "../plain/copyable-number"
import { Fact, Facts } from "../plain/facts"
import { Section } from "../plain/section"

/** Where the store speaks to PayBy, as whom, and where PayBy answers. */
export function Configuration({ health }: { health: AdminPayByHealth }) {
  const say = useText()
  return (
    <Section title={say("health.configuration")}>
      <Facts>
        <Fact term={say("health.environment.label")}>
          {say(`health.environment.${health.environment}`)}
        </Fact>
        <Fact term={say("health.base_url")}>
          <PlainNumber value={health.base_url} />
        </Fact>
        <Fact term={say("health.partner_id")}>
          <PlainNumber value={health.partner_id} />
        </Fact>
        <Fact term={say("health.notify_url")}>
          <PlainNumber value={health.notify_url} />
        </Fact>
        <Fact term={say("health.version")}>
          <PlainNumber value={health.version} />
        </Fact>
      </Facts>
    </Section>
  )
}

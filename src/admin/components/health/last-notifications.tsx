import { useDate } from "@medusajs/dashboard/hooks"
import type { AdminPayByHealth } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { Ago } from "../plain/moment"
import { Fact, Facts } from "../plain/facts"
import { Section } from "../plain/section"

/** The last notification that was taken, and the last one that was not, with the reason. */
export function LastNotifications({ health }: { health: AdminPayByHealth }) {
  const say = useText()
  const { getRelativeDate } = useDate()
  const { last_good_notification: good, last_bad_notification: bad } = health
  return (
    <Section title={say("menu.notifications")}>
      <Facts>
        <Fact term={say("health.last_good")}>
          {good === null ? say("health.never") : <Ago at={good.at} />}
        </Fact>
        <Fact term={say("health.last_bad")}>
          {bad === null
            ? say("health.never")
            : say("health.because", {
                when: getRelativeDate(bad.at),
                // The server's own words: what was wrong with the bytes or their signature.
                reason: bad.reason ?? say("common.none"),
              })}
        </Fact>
      </Facts>
    </Section>
  )
}

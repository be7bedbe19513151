import { ArrowPath } from "@medusajs/icons"
import { useDate } from "@medusajs/dashboard/hooks"
import { Button, Text } from "@medusajs/ui"
import { useText } from "../../i18n/use-text"
import { useHealth } from "../../queries/health"
import { Failure } from "../plain/failure"
import { Loading } from "../plain/loading"
import { Section } from "../plain/section"
import { Checks } from "./checks"
import { Configuration } from "./configuration"
import { HealthBadge } from "./health-badge"
import { HoursChart } from "./hours-chart"
import { Instances } from "./instances"
import { Keys } from "./keys"
import { LastNotifications } from "./last-notifications"
import { Queues } from "./queues"

/** Whether money can be taken, and if not, why. */
export function HealthPage() {
  const say = useText()
  const { getRelativeDate } = useDate()
  const { data, error, checking, checkAgain } = useHealth()
  const health = data?.health
  return (
    <div className="flex flex-col gap-y-3">
      <Section
        level="h1"
        title={say("health.title")}
        subtitle={
          health === undefined
            ? say("health.subtitle")
            : say("health.checked_at", { when: getRelativeDate(health.checked_at) })
        }
        aside={
          <>
            {health !== undefined && <HealthBadge status={health.status} />}
            <Button
              type="button"
              size="small"
              variant="secondary"
              isLoading={checking}
              onClick={() => void checkAgain()}
            >
              <ArrowPath />
              {say("health.check_again")}
            </Button>
          </>
        }
      >
        {error !== null && <Failure error={error} again={() => void checkAgain()} />}
        {health === undefined && error === null && <Loading lines={6} />}
        <Text as="div" size="small" aria-live="polite" className="sr-only">
          {checking ? say("health.checking") : health && say(`health.status.${health.status}`)}
        </Text>
        {health !== undefined && <Checks checks={health.checks} />}
      </Section>
      {health !== undefined && (
        <>
          <HoursChart hours={health.hours} />
          <div className="grid gap-3 lg:grid-cols-2 lg:items-start">
            <div className="flex min-w-0 flex-col gap-y-3">
              <Configuration health={health} />
              <Keys keys={health.keys} />
            </div>
            <div className="flex min-w-0 flex-col gap-y-3">
              <LastNotifications health={health} />
              <Queues queues={health.queues} />
              <Instances instances={health.instances} />
            </div>
          </div>
        </>
      )}
    </div>
  )
}

import { useDate } from "@medusajs/dashboard/hooks"
import { StatusBadge, Text } from "@medusajs/ui"
import type { AdminPayByHealthInstance } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { Section } from "../plain/section"

/** The processes of this store, and which of them run the background job. */
export function Instances({ instances }: { instances: readonly AdminPayByHealthInstance[] }) {
  const say = useText()
  const { getRelativeDate } = useDate()
  return (
    <Section title={say("health.instances")}>
      <ul className="divide-y">
        {instances.map(({ id, host, pid, job_at, alive }) => (
          <li key={id} className="flex items-center justify-between gap-2 px-6 py-4">
            <div className="min-w-0">
              <Text size="small" leading="compact" className="break-all">
                {say("health.instance", { host, pid })}
              </Text>
              <Text size="xsmall" className="text-ui-fg-subtle">
                {job_at === null
                  ? say("health.no_job")
                  : say("health.job_ran", { when: getRelativeDate(job_at) })}
              </Text>
            </div>
            <StatusBadge color={alive ? "green" : "grey"}>
              {say(alive ? "health.alive" : "health.gone")}
            </StatusBadge>
          </li>
        ))}
      </ul>
    </Section>
  )
}

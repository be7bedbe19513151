import { Button, Text } from "@medusajs/ui"
import type { AdminPayByStatementCheck } from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { Empty } from "../plain/empty"
import { Ago } from "../plain/moment"
import { Section } from "../plain/section"
import { CheckBadge } from "./check-badge"

interface EarlierChecksProps {
  checks: readonly AdminPayByStatementCheck[]
  onShow: (id: string) => void
}

/** The checks made so far, the newest first. */
export function EarlierChecks({ checks, onShow }: EarlierChecksProps) {
  const say = useText()
  return (
    <Section title={say("statement.earlier")}>
      {checks.length === 0 && (
        <Empty title={say("statement.none")} why={say("statement.none_why")} />
      )}
      <ul className="divide-y">
        {checks.map((check) => (
          <li
            key={check.id}
            className="flex flex-wrap items-center justify-between gap-2 px-6 py-3"
          >
            <Button
              type="button"
              size="small"
              variant="transparent"
              className="-ms-2"
              aria-label={say("statement.show", { day: check.day })}
              onClick={() => onShow(check.id)}
            >
              {check.day}
            </Button>
            <Text as="span" size="xsmall" className="text-ui-fg-subtle">
              <Ago at={check.started_at} />
              {check.started_by?.name && (
                <span>{` · ${say("statement.started_by", { name: check.started_by.name })}`}</span>
              )}
            </Text>
            <CheckBadge check={check} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

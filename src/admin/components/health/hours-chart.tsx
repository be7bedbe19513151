import { Text } from "@medusajs/ui"
import type { AdminPayByHealthHour } from "../../../api/admin/payby/contract"
import { useLanguage } from "../../i18n/use-language"
import { useText } from "../../i18n/use-text"
import { Section } from "../plain/section"
import { barsOf, CHART_HEIGHT } from "./bars"

/** How wide an hour is drawn, and how wide its bar. */
const STEP = 10
const BAR = 7

/** Calls to PayBy, hour by hour: those that came to an end, and the failed ones on top. */
export function HoursChart({ hours }: { hours: readonly AdminPayByHealthHour[] }) {
  const say = useText()
  const { locale } = useLanguage()
  const calls = sumOf(hours, ({ calls }) => calls)
  const errors = sumOf(hours, ({ errors }) => errors)
  const summary =
    calls === 0
      ? say("health.no_calls")
      : say("health.calls_summary", {
          calls: calls.toLocaleString(locale),
          errors: errors.toLocaleString(locale),
        })
  const time = new Intl.DateTimeFormat(locale, { hour: "numeric" })
  const describe = ({ hour, calls, errors }: AdminPayByHealthHour) =>
    say("health.hour_summary", { hour: time.format(new Date(hour)), calls, errors })
  return (
    <Section title={say("health.calls")}>
      <figure className="flex flex-col gap-y-2 px-6 py-4">
        <svg
          role="img"
          aria-label={summary}
          viewBox={`0 0 ${hours.length * STEP} ${CHART_HEIGHT}`}
          preserveAspectRatio="none"
          className="border-ui-border-base h-24 w-full border-b"
        >
          {barsOf(hours).map(({ hour, answered, failed }, index) => (
            <g key={hour.hour} transform={`translate(${index * STEP} 0)`}>
              <title>{describe(hour)}</title>
              <rect width={STEP} height={CHART_HEIGHT} fill="transparent" />
              <rect
                width={BAR}
                y={CHART_HEIGHT - answered}
                height={answered}
                className="text-ui-tag-green-icon"
                fill="currentColor"
              />
              <rect
                width={BAR}
                y={CHART_HEIGHT - answered - failed}
                height={failed}
                className="text-ui-tag-red-icon"
                fill="currentColor"
              />
            </g>
          ))}
        </svg>
        <figcaption className="flex flex-wrap items-center gap-x-4">
          <Text as="span" size="xsmall" className="text-ui-fg-subtle">
            {summary}
          </Text>
          <Legend className="text-ui-tag-green-icon" text={say("health.answered")} />
          <Legend className="text-ui-tag-red-icon" text={say("health.errors")} />
        </figcaption>
        <ul className="sr-only">
          {hours
            .filter((hour) => hour.calls > 0)
            .map((hour) => (
              <li key={hour.hour}>{describe(hour)}</li>
            ))}
        </ul>
      </figure>
    </Section>
  )
}

function Legend({ className, text }: { className: string; text: string }) {
  return (
    <span className="txt-compact-xsmall text-ui-fg-subtle flex items-center gap-x-1">
      <svg aria-hidden viewBox="0 0 8 8" className={`size-2 ${className}`}>
        <rect width="8" height="8" rx="2" fill="currentColor" />
      </svg>
      {text}
    </span>
  )
}

function sumOf(
  hours: readonly AdminPayByHealthHour[],
  count: (hour: AdminPayByHealthHour) => number,
): number {
  return hours.reduce((sum, hour) => sum + count(hour), 0)
}

import { useTranslation } from "react-i18next"
import type { AdminPayByHealthCheck } from "../../../api/admin/payby/contract"
import { useLanguage } from "../../i18n/use-language"
import { inWords } from "./duration"

/** What a check found, in a sentence; the server's own where we have none for it. */
export function useFinding(): (check: AdminPayByHealthCheck) => string {
  const { t } = useTranslation("payby")
  const { locale } = useLanguage()
  return ({ name, finding, message, facts }) =>
    t(`health.finding.${name}.${finding}`, { ...blanksOf(facts, locale), defaultValue: message })
}

/** Facts as they are, and those in milliseconds also in words, without their unit in the name. */
function blanksOf(facts: AdminPayByHealthCheck["facts"], locale: string) {
  const durations = Object.entries(facts).flatMap(([name, value]) =>
    name.endsWith("_ms") && typeof value === "number"
      ? [[name.slice(0, -"_ms".length), inWords(value, locale)] as const]
      : [],
  )
  return { ...facts, ...Object.fromEntries(durations) }
}

import { useTranslation } from "react-i18next"
import type { AdminPayByHealthCheck } from "../../../api/admin/payby/contract"

/** What a check found, in a sentence; the server's own where we have none for it. */
export function useFinding(): (check: AdminPayByHealthCheck) => string {
  const { t } = useTranslation("payby")
  return ({ name, finding, message, facts }) =>
    t(`health.finding.${name}.${finding}`, { ...facts, defaultValue: message })
}

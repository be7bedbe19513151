import { defineRouteConfig } from "@medusajs/admin-sdk"
import { HealthPage } from "../../../components/health/health-page"
import { TextOf } from "../../../i18n/text-of"

export default HealthPage

export const config = defineRouteConfig({
  label: "menu.health",
  translationNs: "payby",
})

export const handle = { breadcrumb: () => <TextOf of="menu.health" /> }

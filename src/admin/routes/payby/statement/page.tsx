import { defineRouteConfig } from "@medusajs/admin-sdk"
import { StatementCheck } from "../../../components/statement/statement-check"
import { TextOf } from "../../../i18n/text-of"

export default StatementCheck

export const config = defineRouteConfig({
  label: "menu.statement",
  translationNs: "payby",
})

export const handle = { breadcrumb: () => <TextOf of="menu.statement" /> }

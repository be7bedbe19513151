import { defineRouteConfig } from "@medusajs/admin-sdk"
import { RefundsTable } from "../../../components/tables/refunds-table"
import { TextOf } from "../../../i18n/text-of"

export default RefundsTable

export const config = defineRouteConfig({
  label: "menu.refunds",
  translationNs: "payby",
})

export const handle = { breadcrumb: () => <TextOf of="menu.refunds" /> }

import { defineRouteConfig } from "@medusajs/admin-sdk"
import { PaymentsTable } from "../../../components/tables/payments-table"
import { TextOf } from "../../../i18n/text-of"

export default PaymentsTable

export const config = defineRouteConfig({
  label: "menu.orders",
  translationNs: "payby",
})

export const handle = { breadcrumb: () => <TextOf of="menu.orders" /> }

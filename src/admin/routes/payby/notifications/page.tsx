import { defineRouteConfig } from "@medusajs/admin-sdk"
import { NotificationsTable } from "../../../components/tables/notifications-table"
import { TextOf } from "../../../i18n/text-of"

export default NotificationsTable

export const config = defineRouteConfig({
  label: "menu.notifications",
  translationNs: "payby",
})

export const handle = { breadcrumb: () => <TextOf of="menu.notifications" /> }

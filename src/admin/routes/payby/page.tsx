import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CreditCard } from "@medusajs/icons"
import { AttentionList } from "../../components/attention/attention-list"
import { TextOf } from "../../i18n/text-of"

export default AttentionList

export const config = defineRouteConfig({
  label: "menu.payby",
  translationNs: "payby",
  icon: CreditCard,
})

export const handle = { breadcrumb: () => <TextOf of="menu.payby" /> }

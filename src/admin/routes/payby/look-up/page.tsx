import { defineRouteConfig } from "@medusajs/admin-sdk"
import { LookUp } from "../../../components/look-up/look-up"
import { TextOf } from "../../../i18n/text-of"

export default LookUp

export const config = defineRouteConfig({
  label: "menu.look_up",
  translationNs: "payby",
})

export const handle = { breadcrumb: () => <TextOf of="menu.look_up" /> }

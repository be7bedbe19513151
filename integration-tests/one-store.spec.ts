import { adminActions } from "./one-store/admin-actions"
import { adminDesk } from "./one-store/admin-desk"
import { adminOrders } from "./one-store/admin-orders"
import { comingBack } from "./one-store/coming-back"
import { completions } from "./one-store/completions"
import { interleavings } from "./one-store/interleavings"
import { moneyBack } from "./one-store/money-back"
import { notifications } from "./one-store/notifications"
import { payments } from "./one-store/payments"
import { providerVerbs } from "./one-store/provider-verbs"
import { retention } from "./one-store/retention"
import { secrets } from "./one-store/secrets"
import { shoppers } from "./one-store/shoppers"
import { standingOrders } from "./one-store/standing-orders"
import { statements } from "./one-store/statements"
import { told } from "./one-store/told"
import { toldOfPayments } from "./one-store/told-of-payments"
import { waysBack } from "./one-store/ways-back"
import { theShop } from "./support/the-shop"

// Booting a store takes eleven seconds, so these subjects share one.
const shop = theShop()
secrets(shop)
payments(shop)
shoppers(shop)
comingBack(shop)
notifications(shop)
providerVerbs(shop)
moneyBack(shop)
interleavings(shop)
standingOrders(shop)
waysBack(shop)
completions(shop)
statements(shop)
toldOfPayments(shop)
retention(shop)
adminOrders(shop)
adminActions(shop)
adminDesk(shop)
// Last: the store remembers for minutes which scene it was refused.
told(shop)

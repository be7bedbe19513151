import type { Context } from "../settlement"
import type {
  AdminPayByNotificationsQuery,
  AdminPayByNotificationsResponse,
} from "../api/admin/payby/contract"
import { notificationView } from "./views/notification"

/** A page of the stored notifications that fit, the newest first. */
export async function listNotifications(
  ctx: Context,
  query: AdminPayByNotificationsQuery,
): Promise<AdminPayByNotificationsResponse> {
  const terms = { limit: query.limit ?? 20, offset: query.offset ?? 0 }
  const filter = { states: query.state, kinds: query.kind, number: query.q?.trim() || undefined }
  const page = await ctx.payby.search.notifications.page(filter, terms)
  const notifications = page.rows.map(notificationView)
  return { notifications, count: page.count, count_exceeded: page.exceeded, ...terms }
}

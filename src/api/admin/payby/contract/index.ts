/**
 * What the routes under `/admin/payby` take and answer. Types only: the admin's pages and a merchant's
 * own tools import them without anything of the server.
 */
export type * from "./actions"
export type * from "./attention"
export type * from "./common"
export type * from "./health"
export type * from "./look-up"
export type * from "./notifications"
export type * from "./orders"
export type * from "./refunds"
export type * from "./statement-checks"
export type * from "./timeline"

import { z } from "@medusajs/framework/zod"
import { wireAcquireOrder, type AcquireOrder } from "./acquire-order"
import { readAs } from "./reading"
import { wireRefundOrder, type RefundOrder } from "./refund-order"
import type { OrderStatus, RefundStatus } from "./status"

/** Which orders or refunds to list, and which page of them. */
export interface PageQuery<Status extends string> {
  /** First day, YYYY-MM-DD. */
  readonly startDate: string
  /** Last day, YYYY-MM-DD. */
  readonly endDate: string
  /** Only these; all when left out. */
  readonly statuses?: readonly Status[]
  /** Counts from 0. */
  readonly page: number
  /** Rows per page. */
  readonly size: number
}

export type OrderPageQuery = PageQuery<OrderStatus>
export type RefundPageQuery = PageQuery<RefundStatus>

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[]
  /** Rows of this page that could not be understood. One odd row must not end a whole reconciliation. */
  readonly unreadable: number
  readonly totalElements: number
  readonly totalPages: number
}

export type OrderPage = Page<AcquireOrder>
export type RefundPage = Page<RefundOrder>

const count = z.number().int().nonnegative()

function wirePage<T>(row: z.ZodType<T>) {
  return z
    .object({ totalElements: count, totalPages: count, items: z.array(z.unknown()) })
    .transform((wire): Page<T> => {
      const rows = wire.items.map((item) => readAs(row, item))
      const items = rows.flatMap((reading) => (reading.ok ? [reading.value] : []))
      return {
        items,
        unreadable: rows.length - items.length,
        totalElements: wire.totalElements,
        totalPages: wire.totalPages,
      }
    })
}

export const wireOrderPage = wirePage(wireAcquireOrder)
export const wireRefundPage = wirePage(wireRefundOrder)

/** The business parameters of a page query. Empty lists mean all. */
export function pageBusiness(query: PageQuery<string>) {
  return {
    startDate: query.startDate,
    endDate: query.endDate,
    deviceIdList: [],
    includeStatusList: query.statuses ?? [],
    sortPageParam: { number: query.page, size: query.size },
  }
}

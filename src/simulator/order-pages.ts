import type { Books } from "./books"
import { invalidParameter } from "./codes"
import { demandText, readObject } from "./fields"
import type { Json, JsonObject } from "./json"
import { dubaiDate } from "./numbers"
import { orderItem, refundOrder } from "./wire"

const LARGEST_PAGE = 1000

interface PageQuery {
  readonly startDate: string
  readonly endDate: string
  readonly statuses: readonly string[]
  readonly devices: readonly string[]
  readonly number: number
  readonly size: number
}

interface Listed {
  readonly createdAt: number
  readonly status: string
  readonly parameters: JsonObject
}

/** queryOrderPage: the orders placed on these days in Dubai, newest first. */
export function orderPage(books: Books, biz: JsonObject, partnerId: string): JsonObject {
  const query = readQuery(biz)
  return page([...books.orders.values()], query, (order) => orderItem(order, partnerId))
}

/** queryRefundOrderPage: as above, for refunds. */
export function refundPage(books: Books, biz: JsonObject): JsonObject {
  return page([...books.refunds.values()], readQuery(biz), refundOrder)
}

function page<Item extends Listed>(
  all: readonly Item[],
  query: PageQuery,
  write: (item: Item) => JsonObject,
): JsonObject {
  const found = all.filter((item) => isWanted(item, query)).reverse()
  const start = query.number * query.size
  return {
    totalElements: found.length,
    totalPages: Math.ceil(found.length / query.size),
    sortPageParam: { number: query.number, size: query.size },
    items: found.slice(start, start + query.size).map(write),
  }
}

function isWanted(item: Listed, query: PageQuery): boolean {
  const date = dubaiDate(item.createdAt)
  const device = item.parameters.deviceId
  return (
    date >= query.startDate &&
    date <= query.endDate &&
    (query.statuses.length === 0 || query.statuses.includes(item.status)) &&
    (query.devices.length === 0 || (typeof device === "string" && query.devices.includes(device)))
  )
}

function readQuery(biz: JsonObject): PageQuery {
  const paging = readObject(biz.sortPageParam, "sortPageParam")
  const query = {
    startDate: readDate(biz, "startDate"),
    endDate: readDate(biz, "endDate"),
    statuses: readTexts(biz.includeStatusList, "includeStatusList"),
    devices: readTexts(biz.deviceIdList, "deviceIdList"),
    number: readCount(paging.number ?? 0, "sortPageParam.number", 0, 1e6),
    size: readCount(paging.size, "sortPageParam.size", 1, LARGEST_PAGE),
  }
  if (query.startDate > query.endDate) throw invalidParameter("startDate is later than endDate")
  return query
}

function readDate(biz: JsonObject, name: string): string {
  const date = demandText(biz, name, 10)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date))) {
    throw invalidParameter(`${name} must be a date such as 2022-07-22`)
  }
  return date
}

function readTexts(value: Json | undefined, name: string): readonly string[] {
  if (value === undefined || value === null) return []
  const texts: string[] = []
  for (const item of Array.isArray(value) ? value : [value]) {
    if (typeof item !== "string") throw invalidParameter(`${name} must be a list of texts`)
    texts.push(item)
  }
  return texts
}

function readCount(value: Json | undefined, name: string, least: number, most: number): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most) {
    throw invalidParameter(`${name} must be a whole number from ${least} to ${most}`)
  }
  return value
}

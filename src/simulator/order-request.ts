import { invalidParameter, Refusal } from "./codes"
import { demandText, readMerchantNumber, readObject, readText, readTime, readUrl } from "./fields"
import { isJsonObject, type JsonObject } from "./json"
import { type Fils, readMoney, readPositiveMoney } from "./money"
import { checkScene } from "./scenes"

const HOUR_MS = 60 * 60 * 1000
const DEFAULT_LIFE_MS = 2 * HOUR_MS
const LONGEST_LIFE_MS = 48 * HOUR_MS

/** What placeOrder needs of its `bizContent`, after PayBy's parameter rules ("Create Order"). */
export interface OrderRequest {
  readonly merchantOrderNo: string
  readonly totalFils: Fils
  readonly scene: string
  readonly expiredTime: number | undefined
}

/** Checks every documented length and shape; throws a `Refusal`. */
export function readOrderRequest(
  biz: JsonObject,
  granted: readonly string[],
  partnerId: string,
): OrderRequest {
  const merchantOrderNo = readMerchantNumber(biz, "merchantOrderNo")
  if (merchantOrderNo === undefined) throw invalidParameter("merchantOrderNo is missing")
  demandText(biz, "subject", 64)
  readText(biz, "subjectAr", 200)
  readText(biz, "reserved", 20)
  readText(biz, "deviceId", 200)
  readText(biz, "secondaryMerchantId", 64)
  readUrl(biz, "notifyUrl", 200)
  const totalFils = readPositiveMoney(biz.totalAmount, "totalAmount")
  checkPayee(readText(biz, "payeeMid", 20), partnerId)
  checkAccessories(biz)
  const scene = demandText(biz, "paySceneCode", 64)
  checkScene(scene, biz.paySceneParams, granted)
  return { merchantOrderNo, totalFils, scene, expiredTime: readTime(biz, "expiredTime") }
}

/** When a new order expires: 2 h after the request by default, 48 h at most. */
export function expiryOf(expiredTime: number | undefined, requestTime: number): number {
  if (expiredTime === undefined) return requestTime + DEFAULT_LIFE_MS
  if (expiredTime <= requestTime) {
    throw new Refusal("62008", "expiredTime is not later than requestTime")
  }
  if (expiredTime > requestTime + LONGEST_LIFE_MS) {
    throw new Refusal("62009", "expiredTime is more than 48 hours after requestTime")
  }
  return expiredTime
}

function checkPayee(payeeMid: string | undefined, partnerId: string): void {
  if (payeeMid !== undefined && payeeMid !== partnerId) {
    throw new Refusal("62019", "payeeMid is not a member this simulator knows")
  }
}

const AMOUNTS = ["discountableAmount", "amount", "vatAmount", "tipAmount"]
const GOODS = ["body", "categoriesTree", "goodsCategory", "goodsId", "goodsName", "showUrl"]
const TERMINAL = ["operatorId", "storeId", "terminalId", "merchantName", "storeName"]

function checkAccessories(biz: JsonObject): void {
  if (biz.accessoryContent === undefined || biz.accessoryContent === null) return
  const content = readObject(biz.accessoryContent, "accessoryContent")
  for (const [name, money] of Object.entries(part(content, "amountDetail"))) {
    if (AMOUNTS.includes(name)) readMoney(money, `amountDetail.${name}`)
  }
  const goods = part(content, "goodsDetail")
  for (const name of GOODS) readText(goods, name, 200)
  if (goods.price !== undefined) readMoney(goods.price, "goodsDetail.price")
  const terminal = part(content, "terminalDetail")
  for (const name of TERMINAL) readText(terminal, name, 200)
}

function part(content: JsonObject, name: string): JsonObject {
  const value = content[name]
  if (value === undefined || value === null) return {}
  if (!isJsonObject(value)) throw invalidParameter(`accessoryContent.${name} must be an object`)
  return value
}

import type { Chargeback, Order, Refund, Transfer } from "./books"
import { isJsonObject, type Json, type JsonObject } from "./json"
import { type Fils, share, wireMoney } from "./money"

/** PayBy's own name for what the merchant was granted; it comes back with every order. */
const PRODUCT = "Basic Payment Gateway"
const MERCHANT_NAME = "Simulated Merchant"

/** `acquireOrder` as PayBy writes it in answers and notifications. */
export function acquireOrder(order: Order, partnerId: string, turn: number): JsonObject {
  const { parameters } = order
  return {
    requestTime: order.requestTime,
    merchantOrderNo: order.merchantOrderNo,
    orderNo: order.orderNo,
    status: order.status,
    paymentInfo: order.payment ? paymentInfo(order) : undefined,
    product: PRODUCT,
    totalAmount: wireMoney(order.totalFils),
    payeeMid: partnerId,
    expiredTime: order.expiredTime,
    notifyUrl: parameters.notifyUrl,
    subject: parameters.subject,
    subjectAr: parameters.subjectAr,
    accessoryContent: accessories(parameters.accessoryContent),
    paySceneCode: order.scene,
    paySceneParams: parameters.paySceneParams,
    deviceId: parameters.deviceId,
    secondaryMerchantId: parameters.secondaryMerchantId,
    reserved: parameters.reserved,
    failCode: order.failCode,
    failDes: order.failDes,
    revoked: order.revoked ? "true" : "false",
    ...unannounced(turn),
  }
}

/** An item of queryOrderPage: as above, with settlement details and without the extras. */
export function orderItem(order: Order, partnerId: string): JsonObject {
  const info = order.payment ? paymentInfo(order) : undefined
  const feeFils = order.payment?.payeeFeeFils ?? 0
  const vatFils = feeFils - share(feeFils, 9524)
  return {
    ...acquireOrder(order, partnerId, 0),
    accessoryContent: undefined,
    paySceneParams: undefined,
    paymentInfo: info && {
      ...info,
      settledTime: order.settledAt,
      payeeFeeAmountBeforeTax: wireMoney(feeFils - vatFils),
      payeeFeeVat: wireMoney(vatFils),
    },
  }
}

function paymentInfo(order: Order): JsonObject {
  const { paidAt, paidFils, channel, payeeFeeFils } = order.payment ?? NOT_PAID
  const byCard = channel === "BANKCARD" || channel === "CARD" || channel === "INSTALLMENT"
  return {
    paidAmount: wireMoney(paidFils),
    paidTime: paidAt,
    payerMid: byCard ? "anonymousMember" : "100000047500",
    payerFeeAmount: wireMoney(0),
    payeeFeeAmount: wireMoney(payeeFeeFils),
    payChannel: channel,
    settlementAmount: wireMoney(paidFils - payeeFeeFils),
    cardInfo: byCard ? CARD : undefined,
  }
}

const NOT_PAID = { paidAt: 0, paidFils: 0, channel: "BALANCE", payeeFeeFils: 0 }

const CARD: JsonObject = {
  brand: "VISA",
  first6: "411111",
  last4: "1111",
  cardType: "CC",
  cardLevel: "GOLD",
  issueCountry: "AE",
  expMonth: "05",
  expYear: "31",
}

/** PayBy adds the merchant's name to whatever was sent. */
function accessories(sent: Json | undefined): JsonObject {
  const content = isJsonObject(sent) ? sent : {}
  const terminal = isJsonObject(content.terminalDetail) ? content.terminalDetail : {}
  return { ...content, terminalDetail: { merchantName: MERCHANT_NAME, ...terminal } }
}

/** Real bodies carry fields that no documentation announced: now and then, so do these. */
function unannounced(turn: number): JsonObject {
  if (turn % 3 !== 0) return {}
  return { promotionInfoList: [], channelTrace: { attempt: turn % 7, region: "AE" } }
}

export function refundOrder(refund: Refund): JsonObject {
  const { parameters } = refund
  return {
    refundMerchantOrderNo: refund.refundMerchantOrderNo,
    orderNo: refund.orderNo,
    originMerchantOrderNo: refund.originMerchantOrderNo,
    status: refund.status,
    amount: wireMoney(refund.fils),
    feeRefunded: wireMoney(0),
    notifyUrl: parameters.notifyUrl,
    reason: parameters.reason,
    operatorName: parameters.operatorName,
    deviceId: parameters.deviceId,
    reserved: parameters.reserved,
    failCode: refund.failCode,
    failDes: refund.failDes,
  }
}

/** `refundSummary`: what the order was worth and what can still be refunded. */
export function refundSummary(totalFils: Fils, refundedFils: Fils): JsonObject {
  return {
    acquireAmount: wireMoney(totalFils),
    remainRefundAmount: wireMoney(totalFils - refundedFils),
  }
}

export function transferOrder(transfer: Transfer): JsonObject {
  return {
    merchantOrderNo: transfer.merchantOrderNo,
    orderNo: transfer.orderNo,
    product: transfer.toBank ? "Transfer To Bank" : "Transfer",
    status: transfer.status,
    amount: wireMoney(transfer.fils),
    memo: transfer.memo,
    requestTime: transfer.createdAt,
    paymentInfo: { payerFeeAmount: wireMoney(0), arrivalTime: transfer.createdAt },
  }
}

export function acquireChargeback(chargeback: Chargeback, partnerId: string): JsonObject {
  return {
    chargebackTime: chargeback.at,
    merchantOrderNo: chargeback.merchantOrderNo,
    orderNo: chargeback.orderNo,
    payAmount: wireMoney(chargeback.payFils),
    chargebackAmount: wireMoney(chargeback.chargebackFils),
    caseType: chargeback.caseType,
    partnerId,
  }
}

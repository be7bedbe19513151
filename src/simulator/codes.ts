/** PayBy's documented answer codes and their messages ("Response Codes"). 400 has three messages. */
export const CODES: Readonly<Record<string, string>> = {
  "0": "SUCCESS",
  "400": "INVALID_PARAMETER",
  "402": "RATE_LIMIT_REJECT",
  "403": "UNAUTHORIZED",
  "404": "SERVICE_NOT_AVAILABLE",
  "500": "SYSTEM_ERROR",
  "504": "SERVICE_TIMEOUT",
  "601": "RISK_FAIL",
  "62001": "ORDER_PAID",
  "62002": "ORDER_FAILURE",
  "62003": "ORDER_SETTLED",
  "62004": "MERCHANT_ORDER_NO_NOT_EXIST",
  "62006": "REFUND_AMOUNT_EXCEEDED",
  "62007": "REFUND_MERCHANT_ORDER_NO_NOT_EXIST",
  "62008": "EXPIREDTIME_LESS_THAN_REQUESTTIME",
  "62009": "EXPIREDTIME_TOO_LATER",
  "62012": "PAYSCENECODE_ILLEGAL",
  "62013": "STATEMENT_NOT_EXIST",
  "62014": "STATEMENT_NOT_GENERATED",
  "62015": "ORDER_NOT_PAID",
  "62016": "MERCHANT_ORDER_NO_EXIST",
  "62017": "REFUND_MERCHANT_ORDER_NO_EXIST",
  "62018": "PAYERMID_NOT_EXIST",
  "62019": "PAYEEMID_NOT_EXIST",
  "62020": "PAYERMID_PAYEEMID_ARE_SAME",
  "62026": "PRODUCT_IS_NOT_APPLIED",
  "62030": "ORDER_BANK_FAIL",
  "62031": "MISSING_IAP_DEVICE_ID",
  "62032": "MISSING_APP_ID",
  "62034": "INVALID_APP_ID",
  "62035": "ORDER_NO_NOT_EXIST",
  "62036": "MERCHANT_DEVICE_NOT_EXIST",
  "62037": "DEVICE_ACCESS_FORBIDDEN",
  "62038": "INVALID_SECONDARY_MERCHANT",
  "62039": "REVOKE_FAILURE",
  "62040": "ACQUIRE_ORDER_REVOKED",
  "62041": "ACQUIRE_ORDER_REFUNDED",
  "62045": "REFUND_REJECTED",
  "62046": "REVOKE_REJECTED",
  "62059": "INVALID_EMAIL",
  "62072": "MISSING_REDIRECT_URL",
  "62073": "INVALID_ONE_TIME_PAYMENT",
  "62080": "MISSING_EWALLET_CODE",
  "62081": "INVALID_EWALLET_CODE",
  "62082": "TOKEN_URL_NOT_EXIST",
  "62083": "SHARING_MEMBER_NOT_EXIST",
  "62084": "REFUND_SHARING_MEMBER_MISMATCH",
  "62086": "INVALID_PAYEEMID",
  "62087": "INVALID_TYPE",
  "62088": "MISSING_UNIQUE_ID",
  "62089": "INVALID_EXPIRED_TIME",
}

/**
 * PayBy says no. `code` and `msg` travel on the wire; `reason` stays here (call record and log) and
 * tells the developer what PayBy would leave them to guess.
 */
export class Refusal extends Error {
  readonly code: string
  readonly msg: string
  readonly reason: string

  constructor(code: string, reason: string, msg: string = CODES[code] ?? "SYSTEM_ERROR") {
    super(`${code} ${msg}: ${reason}`)
    this.name = "Refusal"
    this.code = code
    this.msg = msg
    this.reason = reason
  }
}

/** 400 INVALID_PARAMETER, with what is wrong for the developer's eyes. */
export function invalidParameter(reason: string): Refusal {
  return new Refusal("400", reason)
}

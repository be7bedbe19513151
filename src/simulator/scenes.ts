import { invalidParameter, Refusal } from "./codes"
import { demandText, readText, readUrl, readWord } from "./fields"
import { isJsonObject, type Json, type JsonObject } from "./json"

/** Every `paySceneCode` PayBy documents; the simulator can play the five of a web shop. */
const DOCUMENTED = [
  "PAYPAGE",
  "INAPP",
  "EWALLET",
  "DYNQR",
  "QRPAY",
  "JSAPI",
  "AUTODEBIT",
  "DIRECTPAY",
  "CASHTOPUP",
  "PAYANDSIGN",
  "PREAUTH",
  "PREAUTHVOID",
  "CAPTURE",
]

const RULES: Readonly<Record<string, (params: JsonObject) => void>> = {
  PAYPAGE: (params) => {
    readUrl(params, "redirectUrl", 512)
    readText(params, "customerId", 200)
    readWord(params, "changePayer", ["true", "false"])
    checkOneTimePayment(params)
    checkPayer(params)
  },
  DYNQR: (params) => {
    readWord(params, "changePayer", ["true", "false"])
    checkOneTimePayment(params)
    checkPayer(params)
  },
  EWALLET: (params) => {
    readUrl(params, "redirectUrl", 512)
    checkOneTimePayment(params)
    checkWallet(params)
    readWord(params, "osType", ["IOS", "ANDROID"])
    readWord(params, "terminalType", ["WEB", "WAP", "APP"])
  },
  INAPP: (params) => {
    if (readText(params, "iapDeviceId", 512) === undefined) {
      throw new Refusal("62031", "INAPP needs iapDeviceId")
    }
    const appId = readText(params, "appId", 512)
    if (appId === undefined) throw new Refusal("62032", "INAPP needs appId")
    if (!/^\d{1,17}$/.test(appId)) throw new Refusal("62034", "appId has at most 17 digits")
    checkPayer(params)
  },
  JSAPI: (params) => {
    readText(params, "payerMid", 12)
    checkOneTimePayment(params)
  },
}

/** Checks scene and parameters; throws a `Refusal`. All scene parameters are text on the wire. */
export function checkScene(scene: string, params: Json | undefined, granted: readonly string[]) {
  if (!DOCUMENTED.includes(scene)) throw new Refusal("62012", "no such paySceneCode")
  const rule = RULES[scene]
  if (!rule || !granted.includes(scene)) {
    throw new Refusal("62026", "the merchant was not granted this scene")
  }
  if (params !== undefined && params !== null && !isJsonObject(params)) {
    throw invalidParameter("paySceneParams must be an object")
  }
  rule(params ?? {})
}

/** Field of `interActionParams` that carries the pay link. */
export function linkField(scene: string): "deepLink" | "tokenUrl" {
  return scene === "EWALLET" ? "deepLink" : "tokenUrl"
}

function checkOneTimePayment(params: JsonObject): void {
  const value = params.oneTimePayment
  if (value !== undefined && value !== null && value !== "true" && value !== "false") {
    throw new Refusal("62073", 'oneTimePayment must be the text "true" or "false"')
  }
}

function checkWallet(params: JsonObject): void {
  const wallet = readText(params, "eWalletCode", 20)
  if (wallet === undefined) throw new Refusal("62080", "EWALLET needs eWalletCode")
  if (wallet !== "botim-pay" && wallet !== "ALIPAYPLUS") {
    throw new Refusal("62081", "eWalletCode must be botim-pay or ALIPAYPLUS")
  }
  if (wallet === "ALIPAYPLUS") demandText(params, "subEWalletCode", 20)
  readWord(params, "subEWalletCode", ["ALIPAYALL", "ALIPAYCN"])
}

function checkPayer(params: JsonObject): void {
  const email = readText(params, "email", 200)
  if (email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(email)) {
    throw new Refusal("62059", "email is not an address")
  }
  readText(params, "eid", 200)
}

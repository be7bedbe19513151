import type { Reason } from "../payment.ts"
import { ar } from "./ar.ts"
import { en } from "./en.ts"

/** The languages the kit has words in; Arabic is written from right to left. */
export type Language = "en" | "ar"

/** Everything the components say. A shop may say any of it in its own words. */
export interface Words {
  readonly direction: "ltr" | "rtl"
  readonly pay: string
  readonly starting: string
  /** Why a payment could not be started; nothing was taken in any of these cases. */
  readonly busy: string
  readonly unreachable: string
  readonly refused: string
  readonly payHere: string
  readonly payByCode: string
  readonly payInBotim: string
  readonly payInAlipay: string
  readonly codeName: string
  readonly scan: string
  readonly onThisDevice: string
  readonly scanned: string
  readonly timeLeft: string
  readonly codeExpired: string
  readonly newCode: string
  readonly frameName: string
  readonly openPage: string
  readonly toPayBy: string
  readonly waiting: string
  readonly mayClose: string
  readonly paid: string
  readonly offline: string
  readonly ordered: string
  readonly closing: string
  /** Why there will be no order, where nothing was taken. */
  readonly closed: Readonly<Record<Reason, string>>
  readonly returned: string
  readonly unknown: string
  readonly tryAgain: string
  readonly giveUp: string
}

const WORDS: Readonly<Record<Language, Words>> = { en, ar }

/** The kit's words in a language, with the shop's own where it has some. */
export function wordsIn(language: Language, own: Partial<Words> = {}): Words {
  return { ...WORDS[language], ...own }
}

export type Language = "en" | "ar"

/** Everything the pay page says. */
export interface Words {
  readonly direction: "ltr" | "rtl"
  readonly otherLanguage: { readonly code: Language; readonly name: string }
  readonly simulated: string
  readonly payTo: string
  readonly order: string
  readonly timeLeft: string
  readonly method: string
  readonly card: string
  readonly wallet: string
  readonly pay: string
  readonly decline: string
  readonly back: string
  readonly declined: string
  readonly paid: string
  readonly paidNote: string
  readonly closed: string
  readonly closedNote: string
  readonly unknown: string
  readonly unknownNote: string
  readonly scanned: string
  readonly walletOpened: string
}

const en: Words = {
  direction: "ltr",
  otherLanguage: { code: "ar", name: "العربية" },
  simulated: "Simulator – no real money moves here",
  payTo: "You are paying for",
  order: "Order",
  timeLeft: "Time left",
  method: "Pay with",
  card: "Card",
  wallet: "BOTIM Money",
  pay: "Pay",
  decline: "Decline the payment",
  back: "Back to the shop",
  declined: "The payment was declined. You can try again.",
  paid: "Payment received",
  paidNote: "Thank you. You can close this page.",
  closed: "This order can no longer be paid",
  closedNote: "It was cancelled or its time has run out. No money was taken.",
  unknown: "Nothing to pay here",
  unknownNote: "This link does not exist, or has expired.",
  scanned: "Code scanned",
  walletOpened: "Here the wallet app would open",
}

const ar: Words = {
  direction: "rtl",
  otherLanguage: { code: "en", name: "English" },
  simulated: "محاكاة – لا يتم تحويل أموال حقيقية هنا",
  payTo: "أنت تدفع مقابل",
  order: "رقم الطلب",
  timeLeft: "الوقت المتبقي",
  method: "الدفع بواسطة",
  card: "بطاقة",
  wallet: "بوتيم موني",
  pay: "ادفع",
  decline: "رفض الدفع",
  back: "العودة إلى المتجر",
  declined: "تم رفض الدفع. يمكنك المحاولة مرة أخرى.",
  paid: "تم استلام الدفع",
  paidNote: "شكرًا لك. يمكنك إغلاق هذه الصفحة.",
  closed: "لم يعد بالإمكان دفع هذا الطلب",
  closedNote: "تم إلغاؤه أو انتهت مدته. لم يتم خصم أي مبلغ.",
  unknown: "لا يوجد ما يُدفع هنا",
  unknownNote: "هذا الرابط غير موجود أو انتهت صلاحيته.",
  scanned: "تم مسح الرمز",
  walletOpened: "هنا يُفتح تطبيق المحفظة",
}

export const WORDS: Readonly<Record<Language, Words>> = { en, ar }

export function languageOf(code: string | null): Language {
  return code === "ar" ? "ar" : "en"
}

import type { Language } from "medusa-payment-payby/storefront"

/** What the shop says by itself; what is said about paying is the kit's. */
interface ShopWords {
  shop: string
  otherLanguage: string
  name: string
  about: string
  vat: string
  buy: string
  buying: string
  cart: string
  quantity: string
  less: string
  more: string
  delivery: string
  deliveryTo: string
  total: string
  payment: string
  demo: string
  back: string
  toCart: string
  thanks: string
  order: string
  paid: string
  failed: string
}

const en: ShopWords = {
  shop: "Dallah",
  otherLanguage: "العربية",
  name: "Brass dallah",
  about: "A coffee pot as it is poured from all over the Gulf: hand-beaten brass, one litre.",
  vat: "VAT included",
  buy: "Buy now",
  buying: "One moment…",
  cart: "Your cart",
  quantity: "Quantity",
  less: "One less",
  more: "One more",
  delivery: "Delivery",
  deliveryTo: "To Mariam Example, Corniche Road 1, Abu Dhabi",
  total: "Total",
  payment: "Payment",
  demo: "A shop for trying things out: nothing is sold here.",
  back: "Back to the shop",
  toCart: "Back to your cart",
  thanks: "Thank you, Mariam",
  order: "Order",
  paid: "Paid with PayBy",
  failed: "Something went wrong. Please load the page again.",
}

const ar: ShopWords = {
  shop: "دلّة",
  otherLanguage: "English",
  name: "دلّة نحاسية",
  about: "دلّة القهوة كما تُصبّ في أنحاء الخليج: نحاس مطروق يدويًا، سعة لتر واحد.",
  vat: "شامل ضريبة القيمة المضافة",
  buy: "اشترِ الآن",
  buying: "لحظة من فضلك…",
  cart: "سلة التسوق",
  quantity: "الكمية",
  less: "إنقاص واحدة",
  more: "زيادة واحدة",
  delivery: "التوصيل",
  deliveryTo: "إلى مريم، شارع الكورنيش ١، أبوظبي",
  total: "المجموع",
  payment: "الدفع",
  demo: "متجر للتجربة فقط: لا يُباع هنا شيء.",
  back: "العودة إلى المتجر",
  toCart: "العودة إلى السلة",
  thanks: "شكرًا لكِ يا مريم",
  order: "الطلب",
  paid: "مدفوع عبر PayBy",
  failed: "حدث خطأ ما. يرجى إعادة تحميل الصفحة.",
}

/** As the address says, else as the browser does: who comes back in another one is understood, too. */
export function language(): Language {
  const wanted = new URLSearchParams(location.search).get("lang") ?? navigator.language
  return wanted.startsWith("ar") ? "ar" : "en"
}

export const say: ShopWords = language() === "ar" ? ar : en

/** An amount as the language writes it. */
export function dirhams(amount: number): string {
  return new Intl.NumberFormat(language() === "ar" ? "ar-AE" : "en-AE", {
    style: "currency",
    currency: "AED",
  }).format(amount)
}

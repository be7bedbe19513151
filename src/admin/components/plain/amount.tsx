import { useLanguage } from "../../i18n/use-language"
import type { AdminPayByMoney } from "../../../api/admin/payby/contract"

/** Money as the viewer's language writes it. For the eye only: the decimal text is the amount. */
export function useAmount(): (money: AdminPayByMoney) => string {
  const { locale } = useLanguage()
  return ({ amount, currency_code }) =>
    new Intl.NumberFormat(locale, { style: "currency", currency: currency_code }).format(
      Number(amount),
    )
}

/** An amount of money. */
export function Amount({ money }: { money: AdminPayByMoney }) {
  return <span className="whitespace-nowrap">{useAmount()(money)}</span>
}

import { useTranslation } from "react-i18next"

/** The language of whoever is looking, as the browser's own formatting wants it, and its direction. */
export function useLanguage(): { locale: string; direction: "ltr" | "rtl" } {
  const { i18n } = useTranslation()
  return {
    // Amounts and numbers in the digits that the UAE writes in both languages.
    locale: i18n.language === "ar" ? "ar-AE" : i18n.language,
    direction: i18n.dir(),
  }
}

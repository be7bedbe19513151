import { useCallback } from "react"
import { useTranslation } from "react-i18next"

/**
 * Texts for words that come from the server and may be newer than this page: the word itself, or
 * `otherwise`, is shown when there is no text for it.
 */
export function useWord(): (group: string, word: string, otherwise?: string) => string {
  const { t } = useTranslation("payby")
  return useCallback(
    (group, word, otherwise) => t(`${group}.${word}`, { defaultValue: otherwise ?? word }),
    [t],
  )
}

import { useCallback } from "react"
import { useTranslation } from "react-i18next"
import type { TextKey } from "./text-key"

/** Gives the text of a key in the language of whoever is looking, with its blanks filled in. */
export type Say = (key: TextKey, blanks?: Readonly<Record<string, string | number>>) => string

/** The plugin's texts. */
export function useText(): Say {
  const { t } = useTranslation("payby")
  return useCallback<Say>((key, blanks) => t(key, { ...blanks }), [t])
}

import { useEffect, type ReactNode } from "react"
import { address } from "./shop.ts"
import { language, say } from "./words.ts"

/** What is around every page: the shop's name, and the other language. */
export function Frame({ children }: { children: ReactNode }) {
  const here = language()
  useEffect(() => {
    document.documentElement.lang = here
    document.documentElement.dir = here === "ar" ? "rtl" : "ltr"
    document.title = say.shop
  }, [here])
  return (
    <>
      <header>
        <a className="brand" href={address.product()}>
          {say.shop}
        </a>
        <a href={inLanguage(here === "ar" ? "en" : "ar")} lang={here === "ar" ? "en" : "ar"}>
          {say.otherLanguage}
        </a>
      </header>
      <main>{children}</main>
      <footer>{say.demo}</footer>
    </>
  )
}

function inLanguage(lang: string): string {
  const url = new URL(location.href)
  url.searchParams.set("lang", lang)
  return url.href
}

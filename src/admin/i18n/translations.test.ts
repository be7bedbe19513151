import arabic from "./ar.json"
import english from "./en.json"

/** Texts that are the same in every language: names, signs, and nothing but blanks. */
const SAME_EVERYWHERE = new Set(["PayBy", "Medusa", "–"])
const ARABIC = /\p{Script=Arabic}/u

type Texts = { readonly [name: string]: string | Texts }

function flat(texts: Texts, above = ""): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([name, value]) =>
    typeof value === "string"
      ? [[above + name, value] satisfies [string, string]]
      : flat(value, `${above}${name}.`),
  )
}

const blanksOf = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort()
const isSame = (text: string) =>
  SAME_EVERYWHERE.has(text) || text.replace(/\{\{\w+\}\}|[\s:،,]/g, "") === ""

const inEnglish = new Map(flat(english))
const inArabic = new Map(flat(arabic))

it("has every text in both languages, and none that the other lacks", () => {
  expect([...inArabic.keys()].sort()).toEqual([...inEnglish.keys()].sort())
})

it("leaves no text untranslated", () => {
  const left = [...inArabic].filter(([, text]) => !ARABIC.test(text) && !isSame(text))
  expect(left).toEqual([])
})

it("fills the same blanks in both languages", () => {
  const differing = [...inEnglish].filter(
    ([key, text]) => blanksOf(text).join() !== blanksOf(inArabic.get(key) ?? "").join(),
  )
  expect(differing).toEqual([])
})

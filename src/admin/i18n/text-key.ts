import type english from "./en.json"

/** The paths of all texts below `Texts`, written with dots. */
type PathsOf<Texts, Above extends string = ""> = {
  [Name in keyof Texts & string]: Texts[Name] extends string
    ? `${Above}${Name}`
    : PathsOf<Texts[Name], `${Above}${Name}.`>
}[keyof Texts & string]

/** The key of a text. A key that English lacks does not compile. */
export type TextKey = PathsOf<typeof english>

/** The last parts of all keys that begin with `Start` and a dot. */
export type TextsOf<Start extends string> = TextKey extends infer Key
  ? Key extends `${Start}.${infer Rest}`
    ? Rest
    : never
  : never

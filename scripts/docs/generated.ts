import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { kept } from "../../bench/report/keep"
import { performance } from "../../bench/report/page"
import { optionsTable, policyTable, storefrontTable } from "./options-table"
import { stateTable } from "./state-table"
import { tidy } from "./tidy"

const ROOT = join(__dirname, "..", "..")

/** What the pages take from the code, by the name in their markers. */
const SECTIONS: Readonly<Record<string, () => string>> = {
  "state-table": stateTable,
  options: optionsTable,
  "storefront-options": storefrontTable,
  policy: policyTable,
  performance: () => performance(kept()),
}

/** Pages with at least one section, from the root of the repository. */
export const PAGES_WITH_SECTIONS = [
  "docs/life-of-a-payment.md",
  "docs/options.md",
  "docs/performance.md",
] as const

const SECTION = /(<!-- generated: ([\w-]+) -->\n)[\s\S]*?(<!-- end of \2 -->)/g

/** The page as it should be: every generated section written anew, then formatted. */
export async function regenerated(page: string): Promise<string> {
  const file = join(ROOT, page)
  const text = readFileSync(file, "utf8").replaceAll(
    SECTION,
    (_, begin: string, name: string, end: string) => {
      const section = SECTIONS[name]
      if (section === undefined) throw new Error(`${page}: nothing generates "${name}".`)
      return `${begin}\n${section()}\n\n${end}`
    },
  )
  return tidy(file, text)
}

/** The page as it is. */
export function present(page: string): string {
  return readFileSync(join(ROOT, page), "utf8")
}

/** Writes what is generated into every page that has a place for it. */
export async function regenerateAll(): Promise<void> {
  for (const page of PAGES_WITH_SECTIONS) {
    writeFileSync(join(ROOT, page), await regenerated(page))
  }
}

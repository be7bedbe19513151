import { allPages, type Snippet } from "./page"

/** Pages whose programs are compiled. Those of the guide to the first order are run instead. */
const isCompiled = (path: string) =>
  path !== "docs/first-paid-order.md" && !path.startsWith("docs/reference/")

/** A TypeScript block of a page. */
export interface Program {
  /** A file name that says where it stands: `docs-events.md-35.ts`. */
  readonly name: string
  readonly text: string
  /** For whom it is: what imports the kit for storefronts is for browsers. */
  readonly runsIn: "browser" | "store"
}

/** The programs, and pieces of programs, that the pages show. */
export function programs(): Program[] {
  const isProgram = ({ language }: Snippet) => language === "ts" || language === "tsx"
  return allPages()
    .filter(({ path }) => isCompiled(path))
    .flatMap(({ path, snippets }) =>
      snippets.filter(isProgram).map(({ language, line, text }) => ({
        name: `${path.replaceAll("/", "-")}-${line}.${language}`,
        text,
        runsIn: text.includes("medusa-payment-payby/storefront") ? "browser" : "store",
      })),
    )
}

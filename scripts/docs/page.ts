import { readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"
import MarkdownIt from "markdown-it"

export const ROOT = join(__dirname, "..", "..")

/** A page of the documentation, as the tests of the documentation look at it. */
export interface Page {
  /** From the root of the repository. */
  readonly path: string
  /** Where its links and pictures lead. */
  readonly links: readonly string[]
  /** The anchors that GitHub gives its headings. */
  readonly anchors: ReadonlySet<string>
  readonly snippets: readonly Snippet[]
}

/** A fenced block. */
export interface Snippet {
  readonly language: string
  /** The file that the block is, or the terminal that it wants for itself. */
  readonly title: string | undefined
  readonly text: string
  /** The first line of the block in its page, counted from 1. */
  readonly line: number
}

/** Every page that a reader may open: those in the root and those under docs. */
export function allPages(): Page[] {
  const inRoot = readdirSync(ROOT).filter((name) => name.endsWith(".md"))
  const inDocs = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name))
  return [...inRoot, ...inDocs].map((path) => readPage(path.replaceAll("\\", "/")))
}

function readPage(path: string): Page {
  const tokens = new MarkdownIt({ html: true }).parse(readFileSync(join(ROOT, path), "utf8"), {})
  const inline = tokens.flatMap((token) => token.children ?? [])
  const written = inline.map((token) =>
    String(token.attrGet(token.type === "image" ? "src" : "href") ?? ""),
  )
  const html = [...tokens, ...inline].filter(({ type }) => type.startsWith("html_"))
  const inHtml = html.flatMap(({ content }) =>
    [...content.matchAll(/\b(?:src|href)="([^"]+)"/g)].map(([, address = ""]) => address),
  )
  const links = [...written, ...inHtml]
  const headings = tokens.flatMap((token, i) =>
    token.type === "heading_open" ? [tokens[i + 1]?.content ?? ""] : [],
  )
  const snippets = tokens
    .filter((token) => token.type === "fence")
    .map((token) => ({
      language: token.info.trim().split(/\s+/)[0] ?? "",
      title: /title="([^"]+)"/.exec(token.info)?.[1],
      text: token.content,
      line: (token.map?.[0] ?? 0) + 1,
    }))
  return { path, links: links.filter(Boolean), anchors: new Set(headings.map(anchorOf)), snippets }
}

/** GitHub's rule: lower case, no punctuation, hyphens for blanks. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s/g, "-")
}

/** A path as a page's reader sees it, from the root. */
export function fromRoot(file: string): string {
  return relative(ROOT, file).replaceAll("\\", "/")
}

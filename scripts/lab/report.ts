import type { Figures } from "./book"
import type { Chapter } from "./chapters"

/** One chapter as it was run. */
export interface ChapterRun {
  readonly chapter: Chapter
  readonly passed: boolean
  readonly seconds: number
  readonly figures: Figures
}

/** Where and of what the runs were made: no paths, no names. */
export interface Circumstances {
  readonly date: string
  readonly commit: string
  readonly node: string
  readonly cores: number
}

/** The four figures that everything is about; each is a sum over all chapters. */
const HEADLINES: readonly [words: string, figures: readonly string[]][] = [
  ["lost", ["lost", "undecided", "books that disagree", "broken promises"]],
  ["doubled", ["doubled"]],
  ["accepted forgeries", ["accepted forgeries", "changes of state"]],
  ["process exits", ["process exits"]],
]

/** The figures of a chapter that should be zero and are not, or that nobody noted. */
export function broken({ chapter, figures }: ChapterRun): string[] {
  return (chapter.zeros ?? []).filter((name) => figures[name] !== 0)
}

/** The command that runs a chapter alone, with the seed it had. */
export function commandOf({ chapter, figures }: ChapterRun): string {
  const sizes = Object.entries({
    ...(figures["seed"] === undefined ? {} : { SEED: figures["seed"] }),
    ...chapter.sizes,
  })
  const environment = sizes.map(([name, value]) => `${name}=${value} `).join("")
  const tests = chapter.tests === undefined ? "" : ` -t "${chapter.tests}"`
  return `${environment}npm test -- ${chapter.file}${tests}`
}

/** `docs/reliability.md`. */
export function report(runs: readonly ChapterRun[], circumstances: Circumstances): string {
  const { date, commit, node, cores } = circumstances
  const sum = (names: readonly string[]) =>
    runs.flatMap(({ figures }) => names.map((name) => Number(figures[name] ?? 0)))
  const headlines = HEADLINES.map(([words, names]) => {
    return `**${sum(names).reduce((all, one) => all + one, 0)} ${words}**`
  })
  return [
    "# Reliability",
    "",
    "What tries to break the plugin's promises, and what came of it. This page is written by `npm run lab`; every figure is from the run named here, and each can be played again with the command beside it. Short forms of all of it are part of `npm test`.",
    "",
    `${headlines.join(", ")}.`,
    "",
    `Run on ${date}, commit ${commit}, Node ${node}, ${cores} cores.`,
    "",
    ...runs.flatMap((run) => chapterLines(run)),
  ].join("\n")
}

function chapterLines(run: ChapterRun): string[] {
  const { chapter, passed, seconds, figures } = run
  const rows = Object.entries(figures).map(([name, value]) => [name, written(value)] as const)
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length), 6)
  const row = (name: string, value: string) =>
    `| ${name.padEnd(width(0))} | ${value.padStart(width(1))} |`
  return [
    `## ${chapter.title}`,
    "",
    chapter.about,
    "",
    row("Figure", "Value"),
    `| ${"-".repeat(width(0))} | ${"-".repeat(width(1) - 1)}: |`,
    ...rows.map(([name, value]) => row(name, value)),
    "",
    `${passed ? "Passed" : "**Failed**"} in ${seconds} s:`,
    "",
    "```sh",
    commandOf(run),
    "```",
    "",
  ]
}

function written(value: number | string): string {
  return typeof value === "number" && Number.isInteger(value)
    ? value.toLocaleString("en-US")
    : String(value)
}

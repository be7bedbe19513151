import { CHAPTERS, type Chapter } from "./chapters"
import type { ChapterRun } from "./kept"

/** The four figures that everything is about; each is a sum over all chapters. */
const HEADLINES: readonly [words: string, figures: readonly string[]][] = [
  ["lost", ["lost", "undecided", "books that disagree", "broken promises"]],
  ["doubled", ["doubled"]],
  ["accepted forgeries", ["accepted forgeries", "changes of state"]],
  ["process exits", ["process exits"]],
]

/** The figures of a chapter that should be zero and are not, or that nobody noted. */
export function broken({ chapter, figures }: ChapterRun): string[] {
  return (chapterOf(chapter).zeros ?? []).filter((name) => figures[name] !== 0)
}

/** The command that runs a chapter alone, with the seed it had. */
export function commandOf({ chapter: name, figures }: ChapterRun): string {
  const chapter = chapterOf(name)
  const sizes = Object.entries({
    ...(figures["seed"] === undefined ? {} : { SEED: figures["seed"] }),
    ...chapter.sizes,
  })
  const environment = sizes.map(([name, value]) => `${name}=${value} `).join("")
  const tests = chapter.tests === undefined ? "" : ` -t "${chapter.tests}"`
  return `${environment}npm test -- ${chapter.file}${tests}`
}

/** `docs/reliability.md`. */
export function report(runs: readonly ChapterRun[]): string {
  const sum = (names: readonly string[]) =>
    runs.flatMap(({ figures }) => names.map((name) => Number(figures[name] ?? 0)))
  const headlines = HEADLINES.map(([words, names]) => {
    return `**${sum(names).reduce((all, one) => all + one, 0)} ${words}**`
  })
  return [
    "# Reliability",
    "",
    "What tries to break the plugin's promises, and what came of it. This page is written by `npm run lab`, and `npm run lab -- --only <chapter>` takes one chapter again; every figure is from the run that is named beside it, and can be played again with the command there. Short forms of all of it are part of `npm test`.",
    "",
    `${headlines.join(", ")}.`,
    "",
    ...runs.flatMap((run) => chapterLines(run)),
  ].join("\n")
}

function chapterLines(run: ChapterRun): string[] {
  const { passed, seconds, figures, date, commit, node, cores } = run
  const chapter = chapterOf(run.chapter)
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
    `${passed ? "Passed" : "**Failed**"} in ${seconds} s on ${date}, commit ${commit}, Node ${node}, ${cores} cores:`,
    "",
    "```sh",
    commandOf(run),
    "```",
    "",
  ]
}

function chapterOf(name: string): Chapter {
  const chapter = CHAPTERS.find((one) => one.name === name)
  if (chapter === undefined) throw new Error(`There is no chapter ${name}.`)
  return chapter
}

function written(value: number | string): string {
  return typeof value === "number" && Number.isInteger(value)
    ? value.toLocaleString("en-US")
    : String(value)
}

import { GROUPS } from "./table"
import type { Trial } from "./trial"

/** One line per fault while they are tried. */
export function line({ verdict, seconds, fault, told }: Trial): string {
  const head = `${verdict.padEnd(8)} ${String(seconds).padStart(4)} s  ${fault.name}`
  return verdict === "caught" ? head : `${head}\n                 ${told}`
}

/** The last line. */
export function counts(trials: readonly Trial[]): string {
  const of = (verdict: Trial["verdict"]) => trials.filter((one) => one.verdict === verdict).length
  return `${of("caught")} caught, ${of("survived")} survived, ${of("unclear")} unclear`
}

/** When, of what and how the trials were made. */
export interface Occasion {
  readonly date: Date
  readonly commit: string
}

/** All of it as Markdown, by the groups of the table. */
export function markdown(trials: readonly Trial[], { date, commit }: Occasion): string {
  return [
    "# Seeded faults",
    "",
    `${counts(trials)}. Each guard below was taken out alone, in a copy of the repository, and the test beside it was run: it has to fail. Unchanged, all of these tests passed.`,
    "",
    `- Date: ${date.toISOString().slice(0, 10)}`,
    `- Commit: ${commit}`,
    "- Command: `npm run faults -- --report docs/seeded-faults.md`",
    "",
    "What is taken out and what stands there instead: [`scripts/seeded-faults`](../scripts/seeded-faults).",
    ...GROUPS.flatMap(({ title, faults }) => {
      const mine = trials.filter(({ fault }) => faults.includes(fault))
      return mine.length === 0 ? [] : ["", `## ${title}`, "", ...tableOf(mine)]
    }),
    "",
  ].join("\n")
}

function tableOf(trials: readonly Trial[]): string[] {
  const rows = trials.map(({ fault, verdict, told }) => [
    fault.promise,
    `\`${fault.file}\``,
    verdict === "caught" ? verdict : `**${verdict}**: ${told}`,
    `\`${fault.spec}\`: ${fault.test}`,
  ])
  return [
    "| Promise | Guard in | Without it | Test |",
    "| --- | --- | --- | --- |",
    ...rows.map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`),
  ]
}

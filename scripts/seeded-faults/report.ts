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

/** All of it as Markdown, in the order of the table. */
export function markdown(trials: readonly Trial[]): string {
  const rows = trials.map(({ fault, verdict, told }) =>
    [
      fault.promise,
      `\`${fault.file}\``,
      verdict === "caught" ? verdict : `**${verdict}**`,
      `\`${fault.spec}\`: ${fault.test}`,
      told,
    ]
      .map((cell) => cell.replaceAll("|", "\\|"))
      .join(" | "),
  )
  return [
    "# Seeded faults",
    "",
    `${counts(trials)}. Each guard was taken out alone, and the named test run.`,
    "",
    "| Promise | Guard in | Without it | Test | What it said |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map((row) => `| ${row} |`),
    "",
  ].join("\n")
}

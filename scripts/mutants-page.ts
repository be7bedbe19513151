import { z } from "@medusajs/framework/zod"

/** The part of a mutation testing report (https://stryker-mutator.io) that is read here. */
export const mutationReport = z.object({
  files: z.record(
    z.string(),
    z.object({
      mutants: z.array(
        z.object({
          status: z.string(),
          mutatorName: z.string(),
          location: z.object({ start: z.object({ line: z.number() }) }),
        }),
      ),
    }),
  ),
})

export type MutationReport = z.infer<typeof mutationReport>
type Change = MutationReport["files"][string]["mutants"][number]

/** What a test noticed: it failed, or it did not end. */
const NOTICED = ["Killed", "Timeout"]
/** What came to nothing before a test could judge it, or is not to be judged. */
const NOT_JUDGED = ["Ignored", "CompileError", "RuntimeError"]

/** `docs/mutants.md` of what a run found. */
export function mutantsPage(report: MutationReport, when: { date: string; node: string }): string {
  const files = Object.entries(report.files).flatMap(([path, { mutants }]) => {
    const judged = mutants.filter(({ status }) => !NOT_JUDGED.includes(status))
    return judged.length === 0 ? [] : [{ path, judged }]
  })
  const all = files.flatMap(({ judged }) => judged)
  const left = files.flatMap(({ path, judged }) => unnoticed(path, judged))
  return [
    "# Changed code, and whether a test notices",
    "",
    "The gateway and the decisions about orders and refunds are changed a little, one place at a time: a comparison turned round, a condition always true, a call left out. For each change the unit tests run that come by there; one of them has to fail. What is said to people is left as it is, and so is what a module does when it is loaded. What the settlement does in a real store is not judged here but by `npm run faults`, with a test on PostgreSQL for each guard.",
    "",
    "```sh",
    "npm run mutants",
    "```",
    "",
    `**${share(all)}** of ${all.length.toLocaleString("en-US")} changes were noticed (${when.date}, Node ${when.node}).`,
    "",
    "| File | Changes | Noticed |",
    "| --- | ---: | ---: |",
    ...files.map(({ path, judged }) => `| \`${path}\` | ${judged.length} | ${share(judged)} |`),
    "",
    "## Not noticed",
    "",
    ...(left.length === 0 ? ["Nothing."] : left),
    "",
  ].join("\n")
}

function unnoticed(path: string, judged: readonly Change[]): string[] {
  const left = judged.filter(({ status }) => !NOTICED.includes(status))
  if (left.length === 0) return []
  const places = left.map(({ location, mutatorName }) => `${location.start.line} ${mutatorName}`)
  return [`- \`${path}\`: ${places.join(", ")}`]
}

function share(changes: readonly Change[]): string {
  const noticed = changes.filter(({ status }) => NOTICED.includes(status)).length
  return `${((noticed / changes.length) * 100).toFixed(1)} %`
}

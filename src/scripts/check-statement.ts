import { createWriteStream } from "node:fs"
import { pipeline } from "node:stream/promises"
import type { ExecArgs } from "@medusajs/framework/types"
import type { PayByModuleService } from "../modules/payby/service"
import { findingsCsv } from "../modules/payby/statement/csv"
import { checkJson } from "../modules/payby/statement/json"
import type { CheckReport } from "../modules/payby/statement/report"
import { checkText } from "../modules/payby/statement/text"
import { dayOf } from "../modules/payby/statement/window"
import { checkStatementWorkflow } from "../workflows"

const DAY_MS = 24 * 60 * 60_000

/** What the command is asked for. */
export interface CheckCommand {
  /** On PayBy's clock. */
  readonly day: string
  /** Prints JSON instead of a table. */
  readonly json: boolean
  /** Files for the whole report, by how their names end. */
  readonly files: readonly string[]
}

/**
 * Checks PayBy's statement of a day: `medusa exec <this file> [day] [json] [report.json] [report.csv]`. Ends with 0 when
 * the books agree, 2 when they differ, 1 when there is nothing to compare with.
 */
export default async function checkStatement({ container, args }: ExecArgs): Promise<void> {
  const { day, json, files } = readCommand(args, new Date())
  const { result } = await checkStatementWorkflow(container).run({ input: { day } })
  const payby = container.resolve<PayByModuleService>("payby")
  const findings = () => payby.statementChecks.allFindings(result.id)
  for (const file of files) {
    const report = file.endsWith(".csv") ? findingsCsv(findings()) : checkJson(result, findings())
    await pipeline(report, createWriteStream(file))
  }
  if (json) for await (const piece of checkJson(result, findings())) process.stdout.write(piece)
  else process.stdout.write(await checkText(result, findings()))
  process.exitCode = exitCodeOf(result)
}

/**
 * Understands the command's words; Medusa's own command line takes no options for a script.
 *
 * @throws Error naming the word that is none of them
 */
export function readCommand(words: readonly string[], now: Date): CheckCommand {
  const days = words.filter((word) => /^\d{4}-\d\d-\d\d$/.test(word) || word === "yesterday")
  const files = words.filter((word) => /\.(json|csv)$/.test(word))
  const known = new Set([...days, ...files, "json"])
  const unknown = words.find((word) => !known.has(word))
  if (unknown !== undefined || days.length > 1) {
    throw new Error(
      `"${unknown ?? days[1]}" is not understood. Say a day such as 2026-11-22 (yesterday when left out), ` +
        '"json", and files that end in .json or .csv.',
    )
  }
  const yesterday = dayOf(new Date(now.getTime() - DAY_MS))
  const [day = "yesterday"] = days
  return { day: day === "yesterday" ? yesterday : day, json: words.includes("json"), files }
}

/** What a scheduler or a monitor sees. */
export function exitCodeOf({ status, differences }: CheckReport): 0 | 1 | 2 {
  if (status !== "done") return 1
  return differences === 0 ? 0 : 2
}

import { writeFileSync } from "node:fs"
import { whenOrphaned } from "../scripts/orphan"
import { startPostgres } from "../scripts/postgres"
import { contextOf } from "../src/settlement"
import { verdictLines, type CaseNumber, type Simulator } from "../src/simulator"
import { readOptions, type Options } from "./acceptance/options"
import { takeOutput } from "./acceptance/output"
import { keepOwnRecord } from "./acceptance/own-record"
import { PART_OF_PEOPLE } from "./acceptance/part-of-people"
import { real, simulated } from "./acceptance/paybys-side"
import { report } from "./acceptance/report"
import { review, type News, type Reviewed, type Stage } from "./acceptance/review"
import { Terminal } from "./acceptance/terminal"
import { witness } from "./acceptance/witness"
import { bootStore, type RunningStore } from "./boot"
import { bold, cyan, dim, green, red, yellow } from "./demo/paint"
import { startOwnPayBy } from "./own-payby"
import { storefront } from "./storefront"

/**
 * `npm run acceptance [-- --cases 001,002] [--report FILE]`: what PayBy reviews before a merchant goes
 * live, with the example store under the acceptance policy. Without PAYBY_BASE_URL all nine cases run
 * at once against a simulated PayBy; with it, and the keys, those that are chosen run one by one
 * against that PayBy. See docs/going-live.md.
 */

const { say, complain, logFile } = takeOutput()
/** What to close at the end, last opened first. */
const closers: (() => Promise<void>)[] = []

async function main(options: Options): Promise<number> {
  const { cases, payby } = options
  say(`\n  ${bold("PayBy's acceptance cases")}  ${dim(payby?.address ?? "simulated PayBy")}\n`)
  const simulator = payby === null ? await withSimulator() : null
  say(`  ${dim(`preparing the store; its log is in ${logFile}`)}`)
  const stage = stageFor(await withStore(), simulator)
  const reviewed = payby === null ? await allAtOnce(stage, cases) : await oneByOne(stage, cases)
  say("")
  for (const { verdict } of reviewed) say(`${painted(verdictLines(verdict), verdict.passed)}\n`)
  const failed = cases.length - reviewed.filter(({ verdict }) => verdict.passed).length
  say(
    `  ${bold(failed === 0 ? green("No rule was broken") : red(`${failed} of ${cases.length} failed`))}`,
  )
  const unseen = reviewed.reduce((sum, { verdict }) => sum + verdict.unseen, 0)
  if (unseen > 0)
    say(`  ${yellow(`${unseen} of the rules only PayBy's side can see: have them confirmed`)}`)
  if (options.report !== null) {
    const occasion = {
      at: new Date(),
      payby: payby?.address ?? "a simulated PayBy",
      seesAll: stage.payby.seesAll,
    }
    writeFileSync(options.report, report(occasion, reviewed))
    say(`  ${dim(`The report is in ${options.report}`)}`)
  }
  return failed === 0 ? 0 : 1
}

async function withSimulator(): Promise<Simulator> {
  const simulator = await startOwnPayBy()
  closers.push(() => simulator.close())
  return simulator
}

/** The example store on a database of its own: what earlier runs left undone must not be done now. */
async function withStore(): Promise<RunningStore> {
  const postgres = await startPostgres()
  closers.push(() => postgres.stop())
  process.env.PAYBY_POLICY = "acceptance"
  const store = await bootStore({
    databaseUrl: postgres.url(`payby_acceptance_${Date.now()}`),
    port: Number(process.env.PORT || 0),
    host: process.env.HOST || "127.0.0.1",
    admin: false,
    progress: (step) => say(`  ${dim(step)}`),
  })
  closers.push(() => store.stop())
  return store
}

function stageFor(
  { address, container, seeded }: RunningStore,
  simulator: Simulator | null,
): Stage {
  const { publishableKey, providerId } = seeded
  return {
    terminal: new Terminal(storefront({ store: address, publishableKey }), providerId),
    payby: simulator ? simulated(simulator) : real(keepOwnRecord(contextOf(container).payby)),
    witness: witness(container),
    progress: (news) => say(told(news, simulator === null)),
  }
}

async function allAtOnce(stage: Stage, cases: readonly CaseNumber[]): Promise<Reviewed[]> {
  say(`  ${dim("playing, in real time: about a minute and a half")}\n`)
  const results = await review(stage, cases)
  return results.flatMap((result, i) => finished(result, cases[i]))
}

async function oneByOne(stage: Stage, cases: readonly CaseNumber[]): Promise<Reviewed[]> {
  const reviewed: Reviewed[] = []
  for (const number of cases) {
    say(`\n  ${bold(number)} ${PART_OF_PEOPLE[number]}`)
    for (const result of await review(stage, [number])) reviewed.push(...finished(result, number))
  }
  return reviewed
}

/** A case that could not be played has no verdict: it counts as failed. */
function finished(
  result: PromiseSettledResult<Reviewed>,
  number: CaseNumber | undefined,
): Reviewed[] {
  if (result.status === "fulfilled") return [result.value]
  const { reason } = result
  say(`  ${red(`${number} could not be played:`)} ${messageOf(reason)}`)
  return []
}

function told(news: News, withLink: boolean): string {
  if (news.kind === "over") {
    return `  ${news.number} ${news.passed ? green("nothing is missing") : red("its time is up")}`
  }
  const link = withLink && news.payUrl !== null ? `\n      ${cyan(news.payUrl)}` : ""
  return `  ${news.number} ${dim(`has order ${news.merchantOrderNo}`)}${link}`
}

function painted([title = "", ...lines]: string[], passed: boolean): string {
  return [
    `  ${bold(passed ? green(title) : red(title))}`,
    ...lines.map((line) => `  ${line}`),
  ].join("\n")
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function end(code: number): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close().catch(() => undefined)
  process.exit(code)
}

process.once("SIGINT", () => void end(130))
process.once("SIGTERM", () => void end(143))
whenOrphaned(() => void end(143))
Promise.resolve()
  .then(() => main(readOptions(process.argv.slice(2), process.env)))
  .then(end, (error: unknown) => {
    complain(`\n  ${red(messageOf(error))}\n`)
    return end(1)
  })

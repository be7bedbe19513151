import { parseArgs } from "node:util"
import { CASE_NUMBERS, type CaseNumber } from "../../src/simulator"

/** What `npm run acceptance` is asked to do. */
export interface Options {
  readonly cases: readonly CaseNumber[]
  /** Where the Markdown goes; null: nowhere. */
  readonly report: string | null
  /** A PayBy outside this process, such as UAT; null: a simulated one of our own. */
  readonly payby: { readonly address: string; readonly reachesUs: boolean } | null
}

/** Moves real money, and the cases are made to go wrong. */
const PRODUCTION = "api.payby.com"
const NEEDED = ["PAYBY_PARTNER_ID", "PAYBY_PRIVATE_KEY", "PAYBY_PUBLIC_KEY"] as const

/** @throws Error with a sentence that says what to change */
export function readOptions(args: string[], environment: NodeJS.ProcessEnv): Options {
  const { values } = parseArgs({
    args,
    options: { cases: { type: "string" }, report: { type: "string" } },
  })
  const payby = outsidePayBy(environment)
  return {
    cases: values.cases === undefined ? usualCases(payby) : values.cases.split(",").map(caseNumber),
    report: values.report ?? null,
    payby,
  }
}

function outsidePayBy(environment: NodeJS.ProcessEnv): Options["payby"] {
  const address = environment.PAYBY_BASE_URL
  if (!address) return null
  if (!URL.canParse(address)) throw new Error("PAYBY_BASE_URL is no address.")
  if (new URL(address).hostname === PRODUCTION) {
    throw new Error("PAYBY_BASE_URL is PayBy's production. The cases are for UAT or a simulator.")
  }
  const missing = NEEDED.filter((name) => !environment[name])
  if (missing.length > 0) {
    throw new Error(`With PAYBY_BASE_URL there must also be ${missing.join(", ")}.`)
  }
  return { address, reachesUs: Boolean(environment.PAYBY_NOTIFY_URL) }
}

/** All, where we play PayBy ourselves. Elsewhere those that need no fault on PayBy's side. */
function usualCases(payby: Options["payby"]): readonly CaseNumber[] {
  if (payby === null) return CASE_NUMBERS
  return payby.reachesUs ? ["001", "002", "009"] : ["001", "002"]
}

function caseNumber(text: string): CaseNumber {
  const found = CASE_NUMBERS.find((number) => Number(number) === Number(text.trim()))
  if (found) return found
  throw new Error(`There is no case "${text}". There are ${CASE_NUMBERS.join(", ")}.`)
}

import { join } from "node:path"

// Verbose means here that what is logged appears at once; the reporter keeps the rest brief.
const REPORTED = [`--reporters=${join(__dirname, "brief-reporter.js")}`, "--verbose"]

/** The groups of tests, in the order they run: what is quick fails first. */
export const suites = {
  /** One file at a time of our own, no database. */
  unit: { folder: /^(src|scripts|example|bench)\//, postgres: false, flags: ["--maxWorkers=2"] },
  /** A real Medusa on PostgreSQL. Its parts are one per process: two files at a time, in two of them. */
  integration: {
    folder: /^integration-tests\/(?!heavy\/)/,
    postgres: true,
    flags: ["--maxWorkers=2", "--forceExit", ...REPORTED],
  },
  /** Minutes rather than seconds: only `npm run check` runs these. */
  heavy: {
    folder: /^integration-tests\/heavy\//,
    postgres: true,
    flags: ["--runInBand", "--forceExit", ...REPORTED],
  },
} as const

export type SuiteName = keyof typeof suites

const EVERYDAY: readonly SuiteName[] = ["unit", "integration"]

/**
 * Which suites a command line asks for: those it names with `--suites`, else those its file
 * arguments belong to, else the everyday ones. The other arguments are jest's.
 */
export function chosenSuites(args: readonly string[]): { names: SuiteName[]; rest: string[] } {
  const at = args.indexOf("--suites")
  if (at >= 0) {
    const names = (args[at + 1] ?? "").split(",").map(suiteName)
    return { names, rest: args.filter((_, index) => index !== at && index !== at + 1) }
  }
  const named = allSuites().filter((name) => args.some((arg) => suites[name].folder.test(arg)))
  return { names: named.length > 0 ? named : [...EVERYDAY], rest: [...args] }
}

export function needsPostgres(names: readonly SuiteName[]): boolean {
  return names.some((name) => suites[name].postgres)
}

function suiteName(word: string): SuiteName {
  const found = allSuites().find((name) => name === word)
  if (found) return found
  throw new Error(`There is no suite "${word}". There are: ${allSuites().join(", ")}.`)
}

function allSuites(): SuiteName[] {
  return ["unit", "integration", "heavy"]
}

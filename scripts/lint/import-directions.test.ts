import { execFileSync } from "node:child_process"
import { join } from "node:path"

const DIRECTIONS = "import-x/no-restricted-paths"

/** Whose file, what it imports, and what becomes of it. */
const CASES: readonly [file: string, from: string, verdict: "allowed" | "refused"][] = [
  ["src/gateway/client.ts", "./money", "allowed"],
  ["src/gateway/client.ts", "../modules/payby/policy", "refused"],
  ["src/gateway/client.ts", "../simulator", "refused"],
  ["src/gateway/client.test.ts", "../simulator", "allowed"],
  ["src/gateway/client.test.ts", "../modules/payby/policy", "refused"],
  ["src/simulator/start.ts", "../gateway", "refused"],
  ["src/simulator/orders.test.ts", "../gateway", "refused"],
  ["src/modules/payby/service.ts", "../../gateway", "allowed"],
  ["src/modules/payby/service.ts", "../../settlement", "refused"],
  ["src/modules/payby/service.ts", "../../simulator", "refused"],
  ["src/settlement/settle.ts", "../modules/payby/policy", "allowed"],
  ["src/settlement/settle.ts", "../providers/payby/service", "refused"],
  ["src/providers/payby/service.ts", "../../settlement", "allowed"],
  ["src/providers/payby/service.ts", "../../api/middlewares", "refused"],
  ["src/api/middlewares.ts", "../settlement", "allowed"],
  ["src/api/middlewares.ts", "../simulator", "refused"],
  ["src/api/middlewares.ts", "../../example/seed", "refused"],
  ["src/storefront/index.ts", "../gateway/index.ts", "refused"],
]

let verdicts: string[]

beforeAll(() => {
  const snippets = CASES.map(([file, from]) => ({ file, code: `export * from "${from}"\n` }))
  const output = execFileSync(process.execPath, [join(__dirname, "lint-snippets.mjs")], {
    cwd: join(__dirname, "..", ".."),
    input: JSON.stringify(snippets),
  })
  const broken: string[][] = JSON.parse(output.toString())
  verdicts = broken.map((rules) => (rules.includes(DIRECTIONS) ? "refused" : "allowed"))
}, 60_000)

it.each(CASES.map((one, index) => ({ index, one })))(
  "holds that in $one.0 an import of $one.1 is $one.2",
  ({ index, one: [, , verdict] }) => {
    expect(verdicts[index]).toBe(verdict)
  },
)

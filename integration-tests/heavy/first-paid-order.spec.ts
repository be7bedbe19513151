import { randomBytes } from "node:crypto"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { dropDatabase, serverUrl } from "../support/database"
import { eventually } from "../support/eventually"
import { freePort } from "../support/free-port"
import { guideReader, type Reader } from "../support/guide"
import { packPlugin } from "../support/merchant-store"

const GUIDE = "docs/first-paid-order.md"
const NPM_MAY_TAKE_MS = 300_000

const database = `payby_guide_${randomBytes(6).toString("hex")}`
const folder = mkdtempSync(join(tmpdir(), "payby-guide-"))
let reader: Reader

afterAll(async () => {
  await reader.leave()
  await dropDatabase(database)
  rmSync(folder, { recursive: true, force: true })
})

/** What makes this process a test must not make the reader's programs one. */
function readersEnvironment(port: number): NodeJS.ProcessEnv {
  const { NODE_OPTIONS, NODE_ENV, LOG_LEVEL, ...inherited } = process.env
  return { ...inherited, NODE_ENV: "development", PORT: String(port), npm_config_audit: "false" }
}

it(
  "takes whoever follows the guide, word for word, from an empty folder to a paid order",
  async () => {
    const tarball = await packPlugin(folder)
    const [port, simulatorPort] = [await freePort(), await freePort()]
    const printed = (pattern: RegExp) => pattern.exec(reader.printed())?.[1]
    reader = guideReader({
      folder,
      environment: readersEnvironment(port),
      // The reader has a package that is not on npm yet, and machines where ports are taken.
      adapt: (text) =>
        text
          .replace("npm install medusa-payment-payby", `npm install ${tarball}`)
          .replace("medusa-payby-simulator", `medusa-payby-simulator --port ${simulatorPort}`)
          .replace("postgres://postgres:postgres@localhost:5432/first_shop", serverUrl(database))
          .replace("--db first_shop", `--db ${database}`)
          .replaceAll("127.0.0.1:9000", `127.0.0.1:${port}`)
          .replace("pk_…", () => printed(/Publishable key: (pk_\w+)/) ?? ""),
      ready: (command) =>
        eventually(
          async () => {
            if (command.includes("simulator")) {
              return readFileSync(join(folder, "first-shop", ".env"), "utf8").includes("PAYBY_")
            }
            if (command.includes("medusa start")) {
              return (await fetch(`http://127.0.0.1:${port}/health`)).ok
            }
            return printed(/Pay here: (\S+)/)
          },
          command,
          120_000,
        ),
    })

    await reader.follow(GUIDE)
    await pressPay(printed(/Pay here: (\S+)/) ?? "")
    const order = await eventually(
      () => printed(/Order \d+: (.+)/),
      "the guide's last line",
      60_000,
    )

    expect(order).toBe("100 aed, paid.")
  },
  NPM_MAY_TAKE_MS + 300_000,
)

/** Presses the button of the simulator's pay page, as the reader does in a browser. */
async function pressPay(link: string): Promise<void> {
  const page = await (await fetch(link)).text()
  const action = /action="([^"]*pay[^"]*)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? ""
  await fetch(new URL(action, link), { method: "POST", redirect: "manual" })
}

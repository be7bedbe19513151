import { z } from "@medusajs/framework/zod"
import { spawn } from "node:child_process"
import { join } from "node:path"
import { createInterface } from "node:readline"

const ROOT = join(__dirname, "..", "..")
/** Lines of the store's log that are shown when it does not start. */
const LAST_WORDS = 30

const ready = z.object({
  store: z.string(),
  publishableKey: z.string(),
  admin: z.object({ email: z.string(), password: z.string() }),
  regionId: z.string(),
  variantId: z.string(),
  shippingOptionId: z.string(),
  providerId: z.string(),
  simulator: z.string().nullable(),
})

/** The line that `npm run store -- --json` prints when it is ready. */
export type Ready = z.infer<typeof ready>

export interface ChildStore extends Ready {
  /** Asks the store to end, and waits until it has. */
  stop(): Promise<void>
}

/**
 * Starts the example store in a process of its own, as a machine would: environment in, one line of
 * JSON out. Should this process die, the channel between the two closes and the store ends as well.
 */
export function startChildStore(options: {
  environment: NodeJS.ProcessEnv
  admin: boolean
  /** Told each step of the preparation, in the store's words. */
  progress: (step: string) => void
}): Promise<ChildStore> {
  const child = spawn(
    process.execPath,
    [
      ...["--require", "ts-node/register", join(__dirname, "..", "store.ts"), "--json"],
      ...(options.admin ? ["--admin"] : []),
    ],
    {
      cwd: ROOT,
      env: { ...process.env, ...options.environment },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    },
  )
  const ended = new Promise<void>((done) => child.once("exit", () => done()))
  const stop = async () => {
    child.kill("SIGTERM")
    await ended
  }
  return new Promise((done, fail) => {
    const words: string[] = []
    child.once("error", fail)
    void ended.then(() => fail(new Error(`The store ended.\n${words.join("\n")}`)))
    if (child.stderr) {
      createInterface({ input: child.stderr }).on("line", (line) => {
        words.push(line)
        if (words.length > LAST_WORDS) words.shift()
        if (line.startsWith("store: ")) options.progress(line.slice("store: ".length))
      })
    }
    if (child.stdout) {
      createInterface({ input: child.stdout }).once("line", (line) => {
        done({ ...ready.parse(JSON.parse(line)), stop })
      })
    }
  })
}

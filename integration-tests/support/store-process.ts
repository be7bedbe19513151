import { spawn, type ChildProcess } from "node:child_process"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { z } from "@medusajs/framework/zod"

const ROOT = join(__dirname, "..", "..")

/** What the program prints when it is ready: where it listens, and how to use it. */
export const readyLine = z.object({
  store: z.string(),
  publishableKey: z.string(),
  admin: z.object({ email: z.string(), password: z.string() }),
  regionId: z.string(),
  variantId: z.string(),
  shippingOptionId: z.string(),
  providerId: z.string(),
})

export type ReadyStore = z.infer<typeof readyLine>

/** The example store as a program: what it is given, what it prints, how it ends. */
export interface StoreProcess {
  readonly child: ChildProcess
  /** All lines it has printed on standard output. */
  readonly output: readonly string[]
  /** All lines it has printed on standard error, which is where its log goes. */
  readonly log: readonly string[]
  /** The first line on standard output; rejects when the program ends before it. */
  readonly ready: Promise<string>
  /** Resolves when it has announced this step of its preparation. */
  reached(step: string): Promise<void>
  /** Sends a signal and resolves with the exit code, or the signal that killed it. */
  end(signal: "SIGTERM" | "SIGKILL"): Promise<number | NodeJS.Signals | null>
}

/** Starts `example/store.ts --json` in a process of its own. */
export function startStoreProcess(environment: NodeJS.ProcessEnv): StoreProcess {
  const child = spawn(
    process.execPath,
    ["--require", "ts-node/register", join(ROOT, "example", "store.ts"), "--json"],
    {
      cwd: ROOT,
      // The store decides for itself how it runs; a test's settings are not its own.
      env: { ...process.env, NODE_ENV: "development", NODE_OPTIONS: "", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    },
  )
  const output: string[] = []
  const log: string[] = []
  const exited = new Promise<number | NodeJS.Signals | null>((done) =>
    child.once("exit", (code, signal) => done(code ?? signal)),
  )
  const listeners = new Set<() => void>()
  const follow = (stream: NodeJS.ReadableStream, lines: string[]) =>
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line)
      for (const listener of listeners) listener()
    })
  follow(child.stdout, output)
  follow(child.stderr, log)
  const until = (happened: () => boolean) =>
    new Promise<void>((done, fail) => {
      const look = () => (happened() ? done() : undefined)
      listeners.add(look)
      look()
      void exited.then(() => fail(new Error(`The store ended.\n${log.slice(-20).join("\n")}`)))
    })
  const ready = until(() => output.length > 0).then(() => output[0] ?? "")
  // Whoever never asks whether it is ready need not hear that it never was.
  ready.catch(() => undefined)
  return {
    child,
    output,
    log,
    ready,
    reached: (step) => until(() => log.includes(`store: ${step}`)),
    end: (signal) => {
      child.kill(signal)
      return exited
    },
  }
}

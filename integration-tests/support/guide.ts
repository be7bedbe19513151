import { spawn, type ChildProcess } from "node:child_process"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { allPages, type Snippet } from "../../scripts/docs/page"

/** How a reader adapts a guide to their machine. */
export interface Habits {
  readonly folder: string
  readonly environment: NodeJS.ProcessEnv
  /** The text of a block with the reader's own values put in. */
  adapt(text: string): string
  /** Resolves when what was started in another terminal is ready for the next block. */
  ready(command: string): Promise<unknown>
}

/** Somebody who does what a guide says, block by block, in shells that remember the folder. */
export interface Reader {
  follow(page: string): Promise<void>
  /** Everything that was printed so far, by all terminals. */
  printed(): string
  /** Closes the terminals that were left open. */
  leave(): Promise<void>
}

export function guideReader(habits: Habits): Reader {
  const terminals: ChildProcess[] = []
  let folder = habits.folder
  let output = ""

  function terminal(command: string): ChildProcess {
    const child = spawn("bash", ["-euo", "pipefail", "-c", command], {
      cwd: folder,
      env: habits.environment,
      // A group of its own: what the command starts ends with it.
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    })
    child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()))
    child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()))
    return child
  }

  async function run(command: string): Promise<void> {
    const whereItEnds = join(habits.folder, ".folder")
    const child = terminal(`${command}\npwd > '${whereItEnds}'`)
    const code = await new Promise((done) => child.once("close", done))
    if (code !== 0)
      throw new Error(`The guide's command failed:\n${command}\n${output.slice(-4_000)}`)
    folder = readFileSync(whereItEnds, "utf8").trim()
  }

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }

  async function take(snippet: Snippet): Promise<void> {
    const text = habits.adapt(snippet.text)
    if (snippet.language !== "sh") return write(snippet.title ?? "", text)
    if (snippet.title === undefined) return run(text)
    const child = terminal(text)
    terminals.push(child)
    await Promise.race([habits.ready(snippet.text), failed(child)]).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${output.slice(-4_000)}`)
    })
  }

  return {
    async follow(path) {
      const page = allPages().find((one) => one.path === path)
      for (const snippet of page?.snippets ?? []) await take(snippet)
    },
    printed: () => output,
    async leave() {
      await Promise.all(terminals.splice(0).map(end))
    },
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return
  const ended = new Promise((done) => child.once("close", done))
  process.kill(-child.pid, "SIGTERM")
  await ended
}

/** Never resolves; rejects when a program ends in failure. */
function failed(child: ChildProcess): Promise<never> {
  return new Promise((_, reject) => {
    child.once("close", (code) => {
      if (code !== 0) reject(new Error(`It ended with ${code}.`))
    })
  })
}

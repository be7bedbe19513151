import { spawn, spawnSync } from "node:child_process"
import { freePort } from "./free-port"

/** Whether this machine can run a Redis of its own. */
export function hasRedis(): boolean {
  return spawnSync("redis-server", ["--version"]).status === 0
}

/** Starts a Redis that keeps nothing; resolves with its address and the way to end it. */
export async function startRedis(): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort()
  const child = spawn(
    "redis-server",
    ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
    { stdio: ["ignore", "pipe", "ignore"] },
  )
  await new Promise<void>((done, fail) => {
    child.stdout.on("data", (chunk: Buffer) => {
      if (chunk.includes("Ready to accept connections")) done()
    })
    child.once("exit", () => fail(new Error("redis-server ended before it was ready")))
  })
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: () =>
      new Promise((done) => {
        child.once("exit", () => done())
        child.kill("SIGTERM")
      }),
  }
}

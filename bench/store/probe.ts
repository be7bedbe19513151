import { Session } from "node:inspector/promises"
import { createServer } from "node:http"
import { monitorEventLoopDelay } from "node:perf_hooks"

/**
 * Loaded into the store's process before anything else: tells from within what cannot be seen from
 * outside. It listens on the loopback only, and does nothing until it is asked.
 */

const SAMPLE_EVERY_MICROSECONDS = 1_000
const session = new Session()
const delay = monitorEventLoopDelay({ resolution: 1 })

const answers: Record<string, () => unknown> = {
  "/cpu": () => process.cpuUsage(),
  "/delay/start": () => {
    delay.reset()
    delay.enable()
  },
  "/delay/stop": () => {
    delay.disable()
    const nanoseconds = (percentile: number) => delay.percentile(percentile)
    return { p50: nanoseconds(50) / 1e6, p99: nanoseconds(99) / 1e6, max: delay.max / 1e6 }
  },
  "/profile/start": async () => {
    session.connect()
    await session.post("Profiler.enable")
    await session.post("Profiler.setSamplingInterval", { interval: SAMPLE_EVERY_MICROSECONDS })
    await session.post("Profiler.start")
  },
  "/profile/stop": async () => {
    const { profile } = await session.post("Profiler.stop")
    session.disconnect()
    return profile
  },
}

const { BENCH_PROBE_PORT } = process.env
if (BENCH_PROBE_PORT) {
  // Programs that the store starts are not the store.
  delete process.env.BENCH_PROBE_PORT
  createServer((request, response) => {
    const answer = answers[request.url ?? ""]
    Promise.resolve(answer?.())
      .then((value) => response.end(JSON.stringify(value ?? null)))
      .catch(() => response.writeHead(500).end())
  })
    .listen(Number(BENCH_PROBE_PORT), "127.0.0.1")
    .unref()
}

import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto"
import { Agent, request } from "node:http"
import { setTimeout as wait } from "node:timers/promises"
import { z } from "@medusajs/framework/zod"
import { notificationBody } from "../../integration-tests/support/forge"
import { hasRedis, startRedis } from "../../integration-tests/support/redis"
import { startSimulator, type Simulator } from "../../src/simulator"
import type { Bench, Measure, Row } from "../harness/measure"
import { inTurns, secondsFor } from "../harness/turns"
import { connect, type Connection } from "../store/connection"
import { benchDatabase, startStore, type BenchStore } from "../store/store"

/** Senders at the same time, each with a connection that it keeps. */
const AT_ONCE = 8
const PER_SECOND = 200
const HOSTS = "/hooks/payment/system_default"
const OURS = "/hooks/payby"

/**
 * How fast notifications are taken, against Medusa's own route for payment webhooks, which verifies and
 * stores nothing; and what 200 of them a second do to the event loop. As Medusa recommends it for
 * production, the store that answers is a server and no worker: what came in is worked on elsewhere.
 */
export const notifications: Measure = {
  name: "notifications",
  async take(bench) {
    const { privateKey: paybyPrivateKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
      publicKeyEncoding: { type: "spki", format: "pem" },
    })
    const simulator = await startSimulator({ paybyPrivateKey })
    const database = benchDatabase()
    const redis = hasRedis() ? await startRedis() : null
    const settings = redis === null ? {} : { REDIS_URL: redis.url }
    const ledger = await ready(database.url, simulator, settings)
    const sender = new Sender(paybyPrivateKey)
    try {
      const server = await startStore(database.url, simulator, {
        MEDUSA_WORKER_MODE: "server",
        ...settings,
      })
      const taken = await speed(bench, server, sender)
      const stored = await ledger.rows("SELECT count(*)::int AS n FROM payby_notification")
      if (stored[0]?.["n"] !== sender.acknowledged) throw new Error("a notification was lost")
      const delays = await eventLoop(bench, server, sender)
      await server.stop()
      return [taken, delays]
    } finally {
      await ledger.close()
      sender.close()
      await redis?.stop()
      await simulator.close()
      await database.remove()
    }
  },
}

/** A database that a first store has prepared. */
async function ready(
  databaseUrl: string,
  simulator: Simulator,
  settings: NodeJS.ProcessEnv,
): Promise<Connection> {
  const first = await startStore(databaseUrl, simulator, settings)
  await first.stop()
  return connect(databaseUrl)
}

async function speed(bench: Bench, store: BenchStore, sender: Sender): Promise<Row> {
  const perTurn = bench.size(400, 50)
  const turn = (path: string) => async () => {
    const letters = sender.write(perTurn)
    const took = await secondsFor(perTurn, AT_ONCE, (i) =>
      sender.post(store.address, path, letters[i]),
    )
    return perTurn / took
  }
  const speeds: { ours: number[]; hosts: number[] } = { ours: [], hosts: [] }
  const noted = (to: number[], path: string) => async () => {
    const perSecond = await turn(path)()
    to.push(perSecond)
    return perSecond
  }
  await turn(OURS)()
  await turn(HOSTS)()
  const samples = await inTurns(
    bench.size(30, 4),
    noted(speeds.ours, OURS),
    noted(speeds.hosts, HOSTS),
  )
  return {
    name: "notifications",
    what: "notifications verified, stored and acknowledged per second",
    against: "Medusa's own `/hooks/payment/…`, which verifies and stores nothing",
    unit: "ratio",
    samples,
    goal: { atLeast: 0.7 },
    limit:
      "One signature verified, one body parsed, and one row written; Medusa's own middleware and the event are the same for both. What comes while a statement is under way is written by the next one together, which took about a quarter off the processor time.",
    facts: {
      modules: hasRedis() ? "Redis" : "in memory",
      "ours per second": middle(speeds.ours),
      "theirs per second": middle(speeds.hosts),
    },
  }
}

const delays = z.object({ p50: z.number(), p99: z.number(), max: z.number() })

async function eventLoop(bench: Bench, store: BenchStore, sender: Sender): Promise<Row> {
  const seconds = bench.size(10, 3)
  const measured = async (work: () => Promise<unknown>) => {
    await store.probe("/delay/start", z.unknown())
    await work()
    return store.probe("/delay/stop", delays)
  }
  const samples: number[] = []
  const idle: number[] = []
  for (let round = 0; round < bench.size(5, 1); round++) {
    idle.push((await measured(() => wait(seconds * 500))).p99)
    const letters = sender.write(PER_SECOND * seconds)
    const busy = await measured(() =>
      Promise.all(
        letters.map(async (letter, i) => {
          await wait((i * 1_000) / PER_SECOND)
          await sender.post(store.address, OURS, letter)
        }),
      ),
    )
    samples.push(busy.p99)
  }
  return {
    name: "event-loop",
    what: "99th percentile of the event loop's delay while 200 notifications a second arrive",
    against: "the same store idle",
    unit: "ms",
    samples,
    goal: { atMost: 20 },
    limit:
      "What is the plugin's part of it was not told apart from the process waiting for a processor, which idle readings show as well.",
    facts: { "idle, ms": middle(idle) },
  }
}

interface Letter {
  readonly body: string
  readonly sign: string
}

/** Posts notifications as PayBy would, signed beforehand so that signing them costs the measure nothing. */
class Sender {
  acknowledged = 0
  readonly #key
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 })
  #written = 0

  constructor(paybyPrivateKey: string) {
    this.#key = createPrivateKey(paybyPrivateKey)
  }

  /** New ones, each about an order of its own that the ledger does not know. */
  write(count: number): Letter[] {
    return Array.from({ length: count }, () => {
      const merchantOrderNo = `BENCH-${++this.#written}`
      const body = notificationBody({ merchantOrderNo, status: "CREATED" })
      return { body, sign: sign("RSA-SHA256", Buffer.from(body), this.#key).toString("base64") }
    })
  }

  async post(store: string, path: string, letter: Letter | undefined): Promise<void> {
    const { body, sign } = letter ?? { body: "", sign: "" }
    const status = await new Promise<number>((done, fail) => {
      const call = request(`${store}${path}`, {
        method: "POST",
        agent: this.#agent,
        headers: { "Content-Type": "application/json", sign, "Content-Length": body.length },
      })
      call.once("error", fail)
      call.once("response", (answer) => {
        answer.resume()
        answer.once("end", () => done(answer.statusCode ?? 0))
      })
      call.end(body)
    })
    if (status !== 200) throw new Error(`${path} was answered with ${status}`)
    if (path === OURS) this.acknowledged += 1
  }

  close(): void {
    this.#agent.destroy()
  }
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

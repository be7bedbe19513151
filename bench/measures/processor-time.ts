import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import { startSimulator } from "../../src/simulator"
import type { Bench, Measure, Row } from "../harness/measure"
import { connect } from "../store/connection"
import { cpuProfile, sharesOf } from "../store/profile"
import { shoppers } from "../store/shoppers"
import { benchDatabase, startStore, type BenchStore } from "../store/store"

const cpuUsage = z.object({ user: z.number(), system: z.number() })

/** About as long as a body of PayBy's. */
const BODY = Buffer.alloc(700, "{")
const OPERATIONS = 200

/**
 * The processor time of the plugin's own code in a paid checkout, by a profile of the store's process; and,
 * beside each profile, that of the two RSA operations that one call to PayBy cannot do without.
 */
export const processorTime: Measure = {
  name: "processor-time",
  async take(bench) {
    const simulator = await startSimulator()
    const database = benchDatabase()
    const store = await startStore(database.url, simulator)
    const ledger = await connect(database.url)
    try {
      const buy = shoppers({ store, simulator, ledger })
      return await profiles(bench, store, () => buy.withPayBy())
    } finally {
      await ledger.close()
      await store.stop()
      await simulator.close()
      await database.remove()
    }
  },
}

async function profiles(
  bench: Bench,
  store: BenchStore,
  checkout: () => Promise<void>,
): Promise<Row[]> {
  const rounds = bench.size(6, 2)
  const perRound = bench.size(4, 2)
  for (let i = 0; i < bench.size(10, 2); i++) await checkout()
  const samples: number[] = []
  const total = { own: 0, underneath: 0, busy: 0, pair: 0 }
  for (let round = 0; round < rounds; round++) {
    await store.probe("/profile/start", z.unknown())
    const before = await store.probe("/cpu", cpuUsage)
    for (let i = 0; i < perRound; i++) await checkout()
    const after = await store.probe("/cpu", cpuUsage)
    const shares = sharesOf(await store.probe("/profile/stop", cpuProfile))
    const used = (after.user + after.system - before.user - before.system) / 1_000
    // The profiler's clock runs on while the process waits for a processor; the process's own does not.
    const scale = used / shares.busy
    const pair = signAndVerifyMs()
    samples.push((shares.own * scale) / perRound / pair)
    total.own += shares.own * scale
    total.underneath += shares.underneath * scale
    total.busy += used
    total.pair += pair
  }
  const checkouts = rounds * perRound
  return [
    {
      name: "processor-time",
      what: "processor time per checkout in the plugin's own code, Node's work for it included",
      against: "two RSA operations of `node:crypto`: one signature made, one verified",
      unit: "ratio",
      samples,
      goal: { atMost: 3 },
      limit:
        "One signature and two verifications are a good part of it: PayBy's answer and its notification are both verified. The rest is spread thin over reading rows, answers and amounts; no function stands out.",
      facts: {
        "two RSA operations, ms": total.pair / rounds,
        "own code, ms": total.own / checkouts,
        "with the libraries it calls, ms": total.underneath / checkouts,
        "the whole store per checkout, ms": total.busy / checkouts,
      },
    },
  ]
}

/** Milliseconds for one signature and one verification, by the processor's time. */
function signAndVerifyMs(): number {
  const before = process.cpuUsage()
  for (let i = 0; i < OPERATIONS; i++) {
    verify("RSA-SHA256", BODY, PUBLIC, sign("RSA-SHA256", BODY, PRIVATE))
  }
  const used = process.cpuUsage(before)
  return (used.user + used.system) / 1_000 / OPERATIONS
}

const pair = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
})
const PRIVATE = createPrivateKey(pair.privateKey)
const PUBLIC = createPublicKey(pair.publicKey)

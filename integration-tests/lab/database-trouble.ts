import { createClient } from "@medusajs/framework/utils"
import { setTimeout as wait } from "node:timers/promises"
import { rowsOf, serverUrl } from "../support/database"
import { noteFigures, size } from "../support/lab-book"
import type { Program } from "../support/program"
import { booksAtRest, NOTHING, paidBack, paidOnce } from "./books"
import { Errand } from "./errand"

/** What a store writes while it takes a payment. */
const WRITTEN = [
  "payby_order",
  "payby_notification",
  "payment_session",
  "payment",
  "capture",
  `"order"`,
  "order_transaction",
]

/** One write in so many fails, with one of two codes. */
const ONE_IN = 8

/** A database that is away, or refuses, or has no connection left, while shoppers buy. */
export function databaseTrouble(program: Program): void {
  const troubles: [string, (program: Program) => Promise<() => Promise<void>>][] = [
    ["is restarted three times", restarts],
    [`fails one write in ${ONE_IN} with a serialization failure or a deadlock`, failures],
    ["has no connection left for anybody", exhaustion],
  ]
  it.each(troubles)(
    "every payment becomes one order, or goes back once, although the database %s meanwhile",
    async (what, begin) => {
      const { child } = program.process
      const shoppers = size("SHOPPERS", 4)
      const errands: Errand[] = []
      for (let one = 0; one < shoppers; one += 1) errands.push(await Errand.begin(program))
      const end = await begin(program)
      const bought = Promise.all(errands.map((errand) => errand.buy()))
      await bought.finally(end)
      let wentBack = 0
      for (const errand of errands) {
        const books = await booksAtRest(program, errand)
        // What could not become an order goes back: by a refund where it was captured, else undone at PayBy.
        const wayBack = books.captures.length > 0 ? paidBack(errand) : NOTHING
        if (books.kept === 0) expect(books).toMatchObject(wayBack)
        else expect(books).toEqual(paidOnce(errand))
        if (books.kept === 0) wentBack += 1
      }
      expect(child.exitCode).toBeNull()
      noteFigures("database", {
        [`payments while it ${what}`]: shoppers,
        "of them given back": wentBack,
        lost: 0,
        doubled: 0,
      })
    },
    600_000,
  )
}

/** As clients see it: every connection ends by the administrator's command, and none is accepted for a while. */
async function restarts({ database, postgres }: Program): Promise<() => Promise<void>> {
  const over = (async () => {
    for (let times = 0; times < 3; times += 1) {
      await rowsOf(
        database,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()",
        [database],
      )
      postgres.cut()
      await wait(600)
      postgres.mend()
      await wait(900)
    }
  })()
  return () => over
}

async function failures({ database }: Program): Promise<() => Promise<void>> {
  await rowsOf(
    database,
    `CREATE FUNCTION fail_now_and_then() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF random() * ${ONE_IN} < 1 THEN
         RAISE EXCEPTION 'could not serialize access'
           USING ERRCODE = CASE WHEN random() < 0.5 THEN '40001' ELSE '40P01' END;
       END IF;
       RETURN NEW;
     END $$`,
  )
  for (const table of WRITTEN) {
    await rowsOf(
      database,
      `CREATE TRIGGER fail_now_and_then BEFORE INSERT OR UPDATE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION fail_now_and_then()`,
    )
  }
  return async () => {
    await wait(3_000) // the settlement has its share of it, too
    // Dropping the triggers would wait for tables that the store has, and meet it in a real deadlock.
    await rowsOf(
      database,
      `CREATE OR REPLACE FUNCTION fail_now_and_then() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RETURN NEW; END $$`,
    )
  }
}

/** Requests that wait for a locked table hold all connections that the store may have. */
async function exhaustion({ database, store }: Program): Promise<() => Promise<void>> {
  const client = createClient({ connectionString: serverUrl(database) })
  await client.connect()
  await client.query("BEGIN")
  await client.query("LOCK TABLE region IN ACCESS EXCLUSIVE MODE")
  const asking = Array.from({ length: 30 }, () =>
    fetch(`${store.store}/store/regions`, {
      headers: { "x-publishable-api-key": store.publishableKey },
    }).then(
      () => undefined,
      () => undefined,
    ),
  )
  const over = wait(5_000).then(async () => {
    await client.query("ROLLBACK")
    await client.end()
    await Promise.all(asking)
  })
  return () => over
}

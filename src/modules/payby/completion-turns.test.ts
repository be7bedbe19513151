import { CompletionTurns } from "./completion-turns"
import type { Completions } from "./ledger/completions"
import type { LeaseTerms } from "./ledger/lease"

const LEASE_MS = 30_000

/** The table's rules, without the table. */
class Rows implements Pick<Completions, "take" | "giveBack"> {
  readonly taken = new Map<string, { owner: string; until: number }>()

  async take(collectionId: string, { owner, at, ms }: LeaseTerms): Promise<boolean> {
    const known = this.taken.get(collectionId)
    if (known !== undefined && known.owner !== owner && known.until > at.getTime()) return false
    this.taken.set(collectionId, { owner, until: at.getTime() + ms })
    return true
  }

  async giveBack(collectionId: string, owner: string): Promise<void> {
    if (this.taken.get(collectionId)?.owner === owner) this.taken.delete(collectionId)
  }
}

let rows: Rows
let turns: CompletionTurns
const warn = jest.fn()

beforeEach(() => {
  jest.useFakeTimers()
  rows = new Rows()
  turns = new CompletionTurns(rows, LEASE_MS, { warn }, () => new Date())
})
afterEach(() => jest.useRealTimers())

async function begun(patienceMs = 0) {
  const turn = await turns.wait("paycol_1", patienceMs)
  if (turn === null) throw new Error("it is somebody else's turn")
  return turn
}

it("comes when the one before has ended", async () => {
  const first = await begun()
  const second = begun(10_000)
  await jest.advanceTimersByTimeAsync(1_000)
  await first.end()
  await jest.advanceTimersByTimeAsync(1_000)
  await (await second).end()
  expect(rows.taken.size).toBe(0)
})

it("does not come within the patience of whoever waits while the work lasts, however long", async () => {
  await begun()
  const second = turns.wait("paycol_1", 3 * LEASE_MS)
  await jest.advanceTimersByTimeAsync(3 * LEASE_MS)
  expect(await second).toBeNull()
})

it("comes after the lease when the process before has died", async () => {
  await rows.take("paycol_1", { owner: "a dead one", at: new Date(), ms: LEASE_MS })
  await jest.advanceTimersByTimeAsync(LEASE_MS - 1_000)
  expect(await turns.wait("paycol_1", 0)).toBeNull()
  await jest.advanceTimersByTimeAsync(1_000)
  await begun()
})

it("comes when the work before has hung for five minutes, and not earlier", async () => {
  await begun()
  await jest.advanceTimersByTimeAsync(5 * 60_000)
  expect(await turns.wait("paycol_1", 0)).toBeNull()
  await jest.advanceTimersByTimeAsync(LEASE_MS)
  await begun()
})

it("is not taken again by a renewal that was under way when it ended", async () => {
  const first = await begun()
  let write = (): void => undefined
  const slowly = new Promise<void>((done) => (write = done))
  const take = rows.take.bind(rows)
  jest.spyOn(rows, "take").mockImplementationOnce(async (...given) => {
    await slowly
    return take(...given)
  })
  await jest.advanceTimersByTimeAsync(LEASE_MS / 3)
  const ended = first.end()
  write()
  await ended
  expect(rows.taken.size).toBe(0)
})

it("ends by itself when the database cannot be told, and the log says so", async () => {
  const first = await begun()
  jest.spyOn(rows, "giveBack").mockRejectedValueOnce(new Error("the database is away"))
  await first.end()
  expect(warn).toHaveBeenCalledWith(expect.stringContaining("the database is away"))
  await jest.advanceTimersByTimeAsync(LEASE_MS)
  await begun()
})

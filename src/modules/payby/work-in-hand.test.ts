import * as fc from "fast-check"
import { ROWS_PER_PLACE, WorkInHand } from "./work-in-hand"

/** Work that ends when it is told to. */
function work() {
  let end: () => void = () => undefined
  const ended = new Promise<void>((done) => (end = done))
  return { ended, end: () => end() }
}

const settled = () => new Promise(setImmediate)

describe("the work in hand", () => {
  it("has room for three rows a place, and for another when one has ended", async () => {
    const inHand = new WorkInHand(2)
    const rows = Array.from({ length: 2 * ROWS_PER_PLACE }, work)
    for (const { ended } of rows) inHand.begin(ended)
    expect(inHand.room).toBe(0)
    const waited = inHand.oneEnded()
    rows[3]?.end()
    await waited
    expect(inHand.room).toBe(1)
    for (const { end } of rows) end()
    await settled()
    expect(inHand.isEmpty).toBe(true)
  })

  it("has its places again when the costly parts have ended, with nobody waiting", async () => {
    const inHand = new WorkInHand(1)
    const done: number[] = []
    for (const one of [1, 2, 3]) {
      await inHand.inTurn(async () => done.push(one))
      await settled()
    }
    expect(done).toEqual([1, 2, 3])
  })

  it("is not waited for when there is none", async () => {
    await expect(new WorkInHand(1).oneEnded()).resolves.toBeUndefined()
  })

  it("lets go of work that hangs, so that the job goes on", async () => {
    jest.useFakeTimers({ doNotFake: ["setImmediate"] })
    const inHand = new WorkInHand(1)
    const { ended } = work()
    inHand.begin(inHand.inTurn(() => ended))
    const next = inHand.inTurn(async () => "done")
    expect(inHand.room).toBe(ROWS_PER_PLACE - 1)
    await jest.advanceTimersByTimeAsync(60_000)
    jest.useRealTimers()
    expect(inHand.isEmpty).toBe(true)
    expect(await next).toBe("done")
  })

  it("never has more at the costly part than places, begins it in the order of asking, and forgets no one", async () => {
    const ends = fc.array(fc.record({ which: fc.nat(), fails: fc.boolean() }), { maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), ends, async (places, how) => {
        const inHand = new WorkInHand(places)
        const begun: number[] = []
        const open = new Map<number, (fails: boolean) => void>()
        const all = how.map((_, id) =>
          inHand
            .inTurn(async () => {
              begun.push(id)
              const fails = await new Promise<boolean>((end) => open.set(id, end))
              open.delete(id)
              if (fails) throw new Error("it failed")
            })
            .catch(() => undefined),
        )
        for (const { which, fails } of how) {
          await settled()
          expect(open.size).toBe(Math.min(places, how.length - (begun.length - open.size)))
          const ids = [...open.keys()]
          open.get(ids[which % ids.length] ?? -1)?.(fails)
        }
        await Promise.all(all)
        expect(begun).toEqual(how.map((_, id) => id))
      }),
    )
  })
})

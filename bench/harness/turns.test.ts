import { inTurns, secondsFor } from "./turns"

it("divides ours by theirs, whoever began", async () => {
  const began: string[] = []
  const ratios = await inTurns(
    4,
    async () => {
      began.push("ours")
      return 6
    },
    async () => {
      began.push("theirs")
      return 3
    },
  )
  expect(ratios).toEqual([2, 2, 2, 2])
  expect(began).toEqual(["ours", "theirs", "theirs", "ours", "ours", "theirs", "theirs", "ours"])
})

it("does each piece of work once, no more of them at a time than allowed", async () => {
  const done: number[] = []
  let busy = 0
  let most = 0
  await secondsFor(20, 3, async (index) => {
    most = Math.max(most, ++busy)
    await new Promise((wake) => setImmediate(wake))
    busy -= 1
    done.push(index)
  })
  expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i))
  expect(most).toBe(3)
})

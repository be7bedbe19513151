import { Together } from "./together"

/** Work that ends when it is told to, and what it was given each time. */
function controlled() {
  const groups: string[][] = []
  const ends: (() => void)[] = []
  const together = new Together<string, string>(async (items) => {
    groups.push([...items])
    await new Promise<void>((end) => ends.push(end))
    if (items.includes("bad")) throw new Error("bad came along")
    return items.map((item) => `${item} done`)
  })
  const endNext = async () => {
    ends.shift()?.()
    await new Promise((wake) => setImmediate(wake))
  }
  return { groups, together, endNext }
}

it("does at once what comes alone", () => {
  const { groups, together } = controlled()
  void together.do("a")
  expect(groups).toEqual([["a"]])
})

it("does in one go what came meanwhile, and gives each its own result", async () => {
  const { groups, together, endNext } = controlled()
  const results = Promise.all(["a", "b", "c"].map((item) => together.do(item)))
  await endNext()
  await endNext()
  expect(groups).toEqual([["a"], ["b", "c"]])
  expect(await results).toEqual(["a done", "b done", "c done"])
})

it("lets one item's fault be that item's alone", async () => {
  const { together, endNext } = controlled()
  const results = Promise.allSettled(["a", "bad", "c"].map((item) => together.do(item)))
  for (let i = 0; i < 4; i++) await endNext()
  expect(await results).toEqual([
    { status: "fulfilled", value: "a done" },
    { status: "rejected", reason: new Error("bad came along") },
    { status: "fulfilled", value: "c done" },
  ])
})

it("goes on after a failure", async () => {
  const { together, endNext } = controlled()
  const first = together.do("bad")
  await Promise.all([expect(first).rejects.toThrow(), endNext()])
  const second = together.do("a")
  await endNext()
  expect(await second).toBe("a done")
})

it("goes past work that hangs", async () => {
  jest.useFakeTimers({ doNotFake: ["setImmediate"] })
  const { groups, together, endNext } = controlled()
  const hanging = together.do("a")
  const [b, c] = [together.do("b"), together.do("c")]
  await jest.advanceTimersByTimeAsync(1_000)
  expect(groups).toEqual([["a"], ["b", "c"]])
  jest.useRealTimers()
  await endNext()
  await endNext()
  expect(await Promise.all([hanging, b, c])).toEqual(["a done", "b done", "c done"])
})

import { Closing } from "./closing"

/** Work that ends when it is told to. */
function someWork(): { promise: Promise<void>; end: () => void } {
  let end = () => {}
  const promise = new Promise<void>((done) => (end = done))
  return { promise, end }
}

describe("a shutdown", () => {
  it("waits for the work under way, also when that fails", async () => {
    const closing = new Closing()
    const ended: string[] = []
    const [one, other] = [someWork(), someWork()]
    void closing.awaits(one.promise)
    const failing = closing.awaits(other.promise.then(() => Promise.reject(new Error("failed"))))
    failing.catch(() => ended.push("work"))
    const closed = closing.begin().then(() => ended.push("shutdown"))
    one.end()
    other.end()
    await closed
    expect(ended).toEqual(["work", "shutdown"])
  })

  it("does not wait for ever", async () => {
    const closing = new Closing(1)
    void closing.awaits(someWork().promise)
    await expect(closing.begin()).resolves.toBeUndefined()
  })

  it("is known from its beginning, so that nothing new is begun", () => {
    const closing = new Closing()
    expect(closing.hasBegun).toBe(false)
    void closing.begin()
    expect(closing.hasBegun).toBe(true)
  })
})

import type { Broken } from "./exchange"
import { mayRepeat } from "./retry"

/** A pooled connection that PayBy had closed while it was idle. */
const stale: Broken = {
  kind: "broken",
  mayHaveLeft: true,
  reused: true,
  answerBegan: false,
  endedBy: null,
  cause: "ECONNRESET",
}

describe("the same bytes", () => {
  it("may be sent again after a stale connection", () => {
    expect(mayRepeat(stale, 1)).toBe(true)
  })

  it.each<[string, Partial<Broken>, number]>([
    ["they were sent twice", {}, 2],
    ["the time is up", { endedBy: "deadline" }, 1],
    ["the client was closed", { endedBy: "closed" }, 1],
    ["an answer had begun", { answerBegan: true }, 1],
    ["nothing was sent", { mayHaveLeft: false }, 1],
    ["the connection was new", { reused: false }, 1],
  ])("are not sent again when %s", (_name, difference, attempt) => {
    expect(mayRepeat({ ...stale, ...difference }, attempt)).toBe(false)
  })
})

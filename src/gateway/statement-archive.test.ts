import { zip } from "../simulator/zip"
import { StatementInterrupted } from "./statement"
import { filesOf, MalformedStatement } from "./statement-archive"

async function namesIn(pieces: AsyncIterable<Buffer>): Promise<string[]> {
  const names: string[] = []
  for await (const { name } of filesOf({ fileName: "s.zip", zip: pieces })) names.push(name)
  return names
}

async function* whole(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

async function* broken(error: unknown): AsyncGenerator<Buffer> {
  yield Buffer.from("PK")
  throw error
}

describe("the files of a statement", () => {
  it("are those in its folders, and not the folders", async () => {
    const bytes = zip([
      { name: "20261122/", bytes: Buffer.alloc(0) },
      { name: "20261122/a.csv", bytes: Buffer.from("a") },
      { name: "b.csv", bytes: Buffer.from("b") },
    ])
    expect(await namesIn(whole(bytes))).toEqual(["20261122/a.csv", "b.csv"])
  })

  it("cannot be read when something else came in the zip's place, which is not described", async () => {
    await expect(namesIn(whole(Buffer.from("<html></html>")))).rejects.toEqual(
      new MalformedStatement("The statement's zip cannot be read."),
    )
  })

  it.each([
    ["the download broke off", new StatementInterrupted("The statement broke off.")],
    ["the disk is full", Object.assign(new Error("no space"), { code: "ENOSPC" })],
  ])("are not called malformed when %s", async (_what, error) => {
    await expect(namesIn(broken(error))).rejects.toBe(error)
  })
})

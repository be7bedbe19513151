import { existsSync } from "node:fs"
import { join } from "node:path"
import { SEEDED_FAULTS } from "./table"
import { assertPlaceable } from "./working-copy"

describe("every seeded fault", () => {
  it("has its guard where the table says, exactly once", () => {
    expect(() => assertPlaceable(SEEDED_FAULTS)).not.toThrow()
  })

  it("has a name of its own", () => {
    const names = SEEDED_FAULTS.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  it("names a file of tests that is there", () => {
    const root = join(__dirname, "..", "..")
    const missing = SEEDED_FAULTS.filter(({ spec }) => !existsSync(join(root, spec)))
    expect(missing.map(({ name }) => name)).toEqual([])
  })
})

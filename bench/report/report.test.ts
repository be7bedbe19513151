import type { Result } from "../harness/result"
import { merged, resultOf, verdictOf } from "../harness/result"
import type { Row } from "../harness/measure"
import { chart, share } from "./chart"
import { performance } from "./page"

const circumstances = {
  date: "2026-11-23",
  commit: "abc1234",
  node: "v20.20.0",
  processor: "a processor",
  cores: 2,
  loadBefore: 0.1,
}

function result(changes: Partial<Row> = {}): Result {
  const row: Row = {
    name: "checkouts",
    what: "checkouts per second",
    against: "the store without it",
    unit: "ratio",
    samples: [0.9, 1, 1.1],
    goal: { atLeast: 0.95 },
    limit: "Medusa.",
    ...changes,
  }
  return resultOf("checkouts", row, circumstances)
}

describe("a verdict", () => {
  it.each([
    ["reached", { goal: { atLeast: 0.95 }, samples: [0.95] }],
    ["missed", { goal: { atLeast: 0.95 }, samples: [0.94] }],
    ["reached", { goal: { atMost: 3 }, samples: [3] }],
    ["missed", { goal: { atMost: 3 }, samples: [3.01] }],
    ["reported", { goal: null, samples: [0] }],
  ] as const)("is %s for %o", (verdict, changes) => {
    expect(verdictOf(result(changes))).toBe(verdict)
  })
})

it("keeps the results of measures that were not taken again", () => {
  const older = [
    resultOf("a", rowNamed("a-1"), circumstances),
    resultOf("b", rowNamed("b-1"), circumstances),
  ]
  const newer = [resultOf("a", rowNamed("a-2"), circumstances)]
  expect(merged(older, newer).map(({ name }) => name)).toEqual(["b-1", "a-2"])
})

function rowNamed(name: string): Row {
  return { ...result(), name, samples: [1] }
}

describe("the page", () => {
  it("says that a goal was missed, and what limits it", () => {
    const page = performance([result({ samples: [0.5] })])
    expect(page).toContain("0 goals reached, 1 missed")
    expect(page).toContain("| 0.50 × | | ≥ 0.95 | **missed** |".replace("| |", "|  |"))
    expect(page).toContain("Medusa.")
  })
})

describe("the chart", () => {
  it("draws what is better than its goal longer, whichever way is better", () => {
    expect(share(result({ samples: [1.9] }))).toBeCloseTo(2)
    expect(share(result({ goal: { atMost: 3 }, samples: [1.5] }))).toBeCloseTo(2)
    expect(share(result({ goal: { atMost: 3 }, samples: [6] }))).toBeCloseTo(0.5)
    expect(share(result({ goal: { atMost: 5 }, samples: [-1] }))).toBe(Infinity)
  })

  it("has a bar for every goal, none for what is only reported, and text for either background", () => {
    const picture = chart([result(), result({ goal: null }), result({ samples: [0.1] })])
    expect(picture.match(/class="(reached|missed)"/g)).toEqual([
      'class="reached"',
      'class="missed"',
    ])
    expect(picture).toContain("prefers-color-scheme: dark")
  })

  it("is a well-formed picture whatever the names are", () => {
    expect(chart([result({ name: "a < b & c" })])).toContain("a &lt; b &amp; c")
  })
})

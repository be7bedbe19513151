import { judgeCase } from "../../src/simulator"
import { report } from "./report"
import type { Reviewed } from "./review"

const at = new Date("2026-11-23T09:00:00Z")

const failing: Reviewed = {
  number: "009",
  merchantOrderNo: "M9",
  checkout: null,
  verdict: judgeCase("009", {
    calls: [],
    merchant: { processed: "an order" },
    notifications: [{ status: "PAID_SUCCESS", answered: "HTTP 200 a|b\nc", acknowledged: false }],
  }),
}

it("has a section for every case, with a row per rule, and says which were not run", () => {
  const text = report({ at, payby: "a simulated PayBy", seesAll: true }, [failing])
  expect(text.match(/^## 00\d /gm)).toHaveLength(9)
  expect(text.match(/^Not run\.$/gm)).toHaveLength(8)
  expect(text).toContain("cases run: 1, failed: 1")
  expect(text).toContain("| ✓ | the notification is processed | an order |")
})

it("keeps what a merchant answered inside its cell", () => {
  const text = report({ at, payby: "a simulated PayBy", seesAll: true }, [failing])
  expect(text).toContain("| ✗ | every notification is answered with [SUCCESS] | HTTP 200 a\\|b c |")
})

it("claims no pass where rules could not be seen", () => {
  const verdict = judgeCase("009", { calls: [], merchant: { processed: "an order" } })
  const text = report({ at, payby: "UAT", seesAll: false }, [{ ...failing, verdict }])
  expect(text).toContain("No rule broken, but not all can be seen from here")
  expect(text).not.toContain("Passed.")
})

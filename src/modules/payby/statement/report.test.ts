import { reportFinding } from "./report"
import { checkJson } from "./json"
import { checkText } from "./text"
import { findingsCsv } from "./csv"
import { aboutTheFile, missingPayment } from "./compare"
import type { CheckReport } from "./report"
import type { Finding } from "./finding"
import { anOrder, START } from "../order.test-support"
import { RunningTotals } from "./totals"

const check: CheckReport = {
  id: "pbcheck_1",
  day: "2026-11-22",
  status: "done",
  requested_by: null,
  started_at: START.toISOString(),
  ended_at: START.toISOString(),
  failure: null,
  period_start: null,
  period_end: null,
  lines: 1,
  differences: 1,
  notes: 1,
  totals: new RunningTotals().totals,
}
const findings = [missingPayment(anOrder(), START, true), aboutTheFile("lines-missing", "=1+1")]

async function* these(list: readonly Finding[]) {
  yield* list
}

async function joined(pieces: AsyncIterable<string>): Promise<string> {
  let text = ""
  for await (const piece of pieces) text += piece
  return text
}

it("is JSON with every finding in words and its next step", async () => {
  const read: { check: unknown; findings: unknown[] } = JSON.parse(
    await joined(checkJson(check, these(findings))),
  )
  expect(read.check).toEqual(check)
  expect(read.findings).toEqual(findings.map(reportFinding))
  expect(read.findings[0]).toMatchObject({
    kind: "payment-missing-there",
    is_difference: true,
    amount_here: "141.75",
    next_step: expect.stringMatching(/^Ask PayBy/),
  })
})

it("is a table for a spreadsheet, in which nothing that PayBy wrote can run", async () => {
  const text = await joined(findingsCsv(these(findings)))
  const [header, first, second] = text.split("\r\n")
  expect(header).toMatch(/^kind,is_difference,merchant_order_no/)
  expect(first).toContain('"It is paid here, and PayBy\'s statement does not have it."')
  expect(second).toMatch(/,'=1\+1$/)
})

it("is read by people: sums, a verdict, what it is about, what to do", async () => {
  const text = await checkText(check, these(findings))
  expect(text).toMatch(/2026-11-22: 1 row\n/)
  expect(text).toMatch(/1 difference\. 1 note\./)
  expect(text).toContain(`${anOrder().merchantOrderNo}  here AED 141.75`)
  expect(text).toMatch(/→ Ask PayBy about the order/)
  expect(await checkText({ ...check, differences: 0, notes: 0 }, these([]))).toMatch(/agree\.\n/)
})

it("says how much it leaves out of the screen", async () => {
  const many = Array.from({ length: 300 }, () => missingPayment(anOrder(), START, true))
  const text = await checkText({ ...check, differences: 300, notes: 0 }, these(many))
  expect(text).toContain("100 more are not shown here")
})

it("says why there is no result", async () => {
  const failed = { ...check, status: "failed", failure: "PayBy has none yet." } as const
  expect(await checkText(failed, these([]))).toBe(
    "PayBy's statement of 2026-11-22 was not checked. PayBy has none yet.\n",
  )
})

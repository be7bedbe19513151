import { reportFinding } from "./report"
import type { CheckReport } from "./report"
import type { Finding } from "./finding"

/** A check with all its findings as one JSON object, `{ "check": …, "findings": […] }`, piece by piece. */
export async function* checkJson(
  check: CheckReport,
  findings: AsyncIterable<Finding>,
): AsyncGenerator<string> {
  yield `{"check":${JSON.stringify(check)},"findings":[`
  let separator = ""
  for await (const finding of findings) {
    yield separator + JSON.stringify(reportFinding(finding))
    separator = ","
  }
  yield "]}\n"
}

import type { CallLine } from "./call-line"
import { failed, succeeded, type Fault, type Outcome } from "./fault"
import { guarded, isZip, lookInto, statementFileName, type Statement } from "./statement"
import type { OpenAnswer } from "./transport"
import { readWhole } from "./whole-body"

/** How long and how large a statement may be. */
export interface StatementLimits {
  readonly statementDeadlineMs?: number
  readonly maxStatementBytes?: number
}

const DEFAULT_DEADLINE_MS = 300_000
const DEFAULT_MAX_BYTES = 256 * 1024 * 1024

/**
 * PayBy answers with a zip as the HTTP body itself, unsigned, or with an ordinary signed JSON error. The call's own
 * deadline covers the beginning of either; a zip then gets a longer one.
 */
export async function downloadStatement(
  line: CallLine,
  day: string,
  limits: StatementLimits,
): Promise<Outcome<Statement>> {
  if (!/^\d{8}$/.test(day)) throw new RangeError("A statement's day is written YYYYMMDD.")
  return line.observed("downloadStatement", undefined, async () => {
    const business = { statementDate: day }
    const opened = await line.transport.open(line.urlOf("downloadStatement"), business)
    const { attempts } = opened
    return opened.ok
      ? { attempts, outcome: await unwrap(line, opened.value, day, limits) }
      : { attempts, outcome: failed(opened.fault) }
  })
}

async function unwrap(
  line: CallLine,
  { answered, deadline }: OpenAnswer,
  day: string,
  limits: StatementLimits,
): Promise<Outcome<Statement>> {
  const { beginning, all } = await lookInto(answered.body)
  if (answered.status === 200 && isZip(beginning)) {
    deadline.extend(limits.statementDeadlineMs ?? DEFAULT_DEADLINE_MS)
    const zip = guarded(all, limits.maxStatementBytes ?? DEFAULT_MAX_BYTES, deadline)
    const fileName = statementFileName(answered.header("content-disposition"), day)
    return succeeded({ fileName, zip })
  }

  const read = await readWhole(all)
  deadline.end()
  if (read.kind !== "whole") return noStatement("The answer broke off or was larger than 1 MiB.")

  const { status } = answered
  const answer = { status, sign: answered.header("sign"), bytes: read.bytes }
  const judged = line.judge("downloadStatement", answer)
  return judged.ok ? noStatement("PayBy answered with success, but no zip.") : failed(judged.fault)
}

function noStatement(reason: string): { ok: false; fault: Fault } {
  return { ok: false, fault: { kind: "unknown-outcome", reason } }
}

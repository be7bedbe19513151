import type { CaseRecord } from "./record"

/** One line of a case: what PayBy requires, looked for in a record. */
export type Rule = (record: CaseRecord) => Finding

/** One rule and what came of it. */
export interface Finding {
  /** What PayBy wants. */
  readonly required: string
  /** What was there. */
  readonly seen: string
  /** `null`: the record cannot show it either way. */
  readonly holds: boolean | null
}

export function finding(required: string, seen: string, holds: boolean | null): Finding {
  return { required, seen, holds }
}

/** The finding about something that only some records can show. */
export function findingOn<Fact>(
  required: string,
  fact: Fact | undefined,
  judge: (fact: Fact) => { seen: string; holds: boolean },
): Finding {
  if (fact === undefined) return finding(required, "not visible in this record", null)
  return { required, ...judge(fact) }
}

import type { JudgedCall } from "./record"

/** Calls of one kind in the order they were sent. */
export function of(calls: readonly JudgedCall[], kind: JudgedCall["call"]): JudgedCall[] {
  return calls.filter(({ call }) => call === kind).sort((a, b) => a.at - b.at)
}

export function moments(calls: readonly JudgedCall[], kind: JudgedCall["call"]): number[] {
  return of(calls, kind).map(({ at }) => at)
}

export function succeeded({ code }: JudgedCall): boolean {
  return code === "0"
}

export function outcome(call: JudgedCall): string {
  return succeeded(call) ? "succeeded" : failure(call)
}

export function failure({ code }: JudgedCall): string {
  return code === null ? "no answer" : `failed with ${code}`
}

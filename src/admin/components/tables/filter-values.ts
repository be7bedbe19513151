import type { AdminPayByInstantRange } from "../../../api/admin/payby/contract"

// Medusa's data table keeps its filters in the page's address, as JSON; anybody may edit that.

/** Those of `known` that a filter chose; undefined when it chose none. */
export function chosen<Value extends string>(
  raw: string | undefined,
  known: readonly Value[],
): readonly Value[] | undefined {
  const values: unknown = parsed(raw)
  const wanted = Array.isArray(values) ? values : [values]
  const found = known.filter((value) => wanted.includes(value))
  return found.length === 0 ? undefined : found
}

/** The range of time that a filter chose; undefined when it chose none. */
export function chosenRange(raw: string | undefined): AdminPayByInstantRange | undefined {
  const value = parsed(raw)
  if (typeof value !== "object" || value === null) return undefined
  const bounds = (["$gte", "$gt", "$lte", "$lt"] as const).flatMap((name) => {
    const bound: unknown = Reflect.get(value, name)
    return typeof bound === "string" && bound !== "" ? [[name, bound] as const] : []
  })
  return bounds.length === 0 ? undefined : Object.fromEntries(bounds)
}

/** How many rows come before the page that is shown. */
export function rowsBefore(raw: string | undefined): number {
  const offset = Number(raw ?? 0)
  return Number.isInteger(offset) && offset > 0 ? offset : 0
}

function parsed(raw: string | undefined): unknown {
  if (raw === undefined) return undefined
  try {
    return JSON.parse(raw)
  } catch {
    return raw
  }
}

/** A value as JSON knows it. `undefined` fields are left out when written. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

export interface JsonObject {
  readonly [field: string]: Json | undefined
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/** The JSON object in `text`, or undefined when it is anything else. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    return isJsonObject(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

/**
 * Writes JSON as PayBy does: money always carries two decimals (`200.00`, `0.10`), and fields come
 * in no particular order. `turn` decides the order, so that two answers about the same order differ
 * and whoever verifies a signature over re-serialised JSON fails here instead of in production.
 */
export function writeJson(value: Json, turn = 0): string {
  if (isList(value)) {
    return `[${value.map((item) => writeJson(item, turn + 1)).join(",")}]`
  }
  if (value === null || typeof value !== "object") {
    return JSON.stringify(value)
  }
  const isMoney = typeof value.amount === "number" && typeof value.currency === "string"
  const fields: string[] = []
  for (const [name, field] of Object.entries(value)) {
    if (field !== undefined) {
      const written =
        isMoney && typeof field === "number" ? field.toFixed(2) : writeJson(field, turn + 1)
      fields.push(`${JSON.stringify(name)}:${written}`)
    }
  }
  const start = fields.length === 0 ? 0 : turn % fields.length
  return `{${[...fields.slice(start), ...fields.slice(0, start)].join(",")}}`
}

/**
 * Whether two requests carry the same business parameters: field order does not count, and a field
 * that is null counts as absent.
 */
export function sameParameters(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other || (isAbsent(one) && isAbsent(other))) return true
  if (isList(one) && isList(other)) {
    return one.length === other.length && one.every((item, i) => sameParameters(item, other[i]))
  }
  if (isJsonObject(one) && isJsonObject(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)])
    return [...names].every((name) => sameParameters(own(one, name), own(other, name)))
  }
  return false
}

/** A field may be named like something every object inherits. */
function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

function isAbsent(value: Json | undefined): boolean {
  return value === undefined || value === null
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

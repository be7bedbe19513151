import { isJsonObject } from "../json"

/** What a field of a control request must look like. */
export type Check = (value: unknown) => boolean

export const text: Check = (value) => typeof value === "string"
export const flag: Check = (value) => typeof value === "boolean"
export const count: Check = (value) => Number.isInteger(value) && Number(value) >= 0
export const milliseconds: Check = (value) => typeof value === "number" && value >= 0
export const amount: Check = (value) =>
  typeof value === "string" && /^\d{1,12}(\.\d{1,2})?$/.test(value)
export const texts: Check = (value) => Array.isArray(value) && value.every(text)

export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)
export const orNever =
  (check: Check): Check =>
  (value) =>
    value === null || check(value)
export const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    typeof value === "string" && words.includes(value)

export type Shape = Readonly<Record<string, Check>>

/** Names what is wrong with an object, or answers undefined: no unknown field, every field right. */
export function complaint(value: unknown, shape: Shape): string | undefined {
  if (!isJsonObject(value)) return "a JSON object is expected"
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(shape, name))
  if (unknown !== undefined) {
    return `there is no "${unknown}"; there are ${Object.keys(shape).join(", ")}`
  }
  const wrong = Object.entries(shape).find(([name, check]) => !check(value[name]))
  return wrong && `"${wrong[0]}" is missing or wrong`
}

/** A control request that cannot be understood. */
export class BadRequest extends Error {
  constructor(problem: string) {
    super(problem)
    this.name = "BadRequest"
  }
}

export function demandShape(value: unknown, shape: Shape): void {
  const problem = complaint(value, shape)
  if (problem !== undefined) throw new BadRequest(problem)
}

import { optionsSchema } from "../../src/modules/payby/options-schema"
import { POLICIES, policySchema, type Cadence } from "../../src/modules/payby/policy"
import { PLACEHOLDERS, storefrontPages } from "../../src/modules/payby/storefront-pages"
import { allFieldsOf, code, fieldsOf, figure, isNode, said, valueOf, written } from "./schema"
import type { Field, Node } from "./schema"
import { table } from "./table"
import { duration } from "./units"

/** Every option of the plugin, and what stands within it. */
export function allOptions(): Field[] {
  return allFieldsOf(written(optionsSchema))
}

/** The plugin's own options: what they mean, what they may be, and what holds without them. */
export function optionsTable(): string {
  return table(
    ["Option", "Meaning", "Value", "Default"],
    fieldsOf(written(optionsSchema)).map((option) => [
      code(option.name),
      option.node.description ?? "",
      valueOf(option.node),
      defaultOf(option),
    ]),
  )
}

/** The fields of `storefront`, all of them needed. */
export function storefrontTable(): string {
  const rows = fieldsOf(written(storefrontPages)).map(({ name, node }) => [
    code(name),
    node.description ?? "",
    valueOf(node),
  ])
  const names = PLACEHOLDERS.map((name) => code(`{${name}}`)).join(", ")
  return `${table(["Field", "Meaning", "Value"], rows)}\n\nA path may name ${names}.`
}

/** The fields of `policy`, with what the two presets say. */
export function policyTable(): string {
  const preset = allOptions().filter(({ name }) => name === "policy.preset")
  const fields = allFieldsOf(written(policySchema)).filter(
    ({ name, node }) => !name.includes("[]") && node.properties === undefined,
  )
  return table(
    ["Field", "Meaning", "Value", "`default`", "`acceptance`"],
    [
      ...preset.map(({ node }) => ["`preset`", node.description ?? "", valueOf(node), "", ""]),
      ...fields.map(({ name, node }) => [
        code(name),
        node.description ?? "",
        valueOf(node),
        ...byPreset(name, node),
      ]),
    ],
  )
}

function defaultOf({ node, required }: Field): string {
  if (node.default !== undefined) return code(JSON.stringify(node.default))
  return said(node, "absent") ?? (required ? "required" : "")
}

function byPreset(name: string, node: Node): string[] {
  const usual = inWords(valueAt(POLICIES.default, name), node)
  const review = inWords(valueAt(POLICIES.acceptance, name), node)
  return [usual, review === usual ? "the same" : review]
}

function valueAt(policy: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce(
      (found, name) => (isNode(found) ? new Map(Object.entries(found)).get(name) : null),
      policy,
    )
}

/** A policy's value for people: durations in their largest unit, schedules as sentences. */
function inWords(value: unknown, node: Node): string {
  const schedule = policySchema.shape.unresolved.safeParse(value)
  if (schedule.success) return rhythm(schedule.data)
  if (value === null) return said(node, "absent") ?? "`null`"
  if (Array.isArray(value)) return value.map((one) => inWords(one, node)).join(", ")
  if (typeof value !== "number") return code(JSON.stringify(value))
  return node.unit === "ms" ? duration(value) : figure(value)
}

/** "every 5 s for 30 s, every 45 s for 10 min, then every 10 min". */
function rhythm(cadence: Cadence): string {
  const legs = cadence.map(({ forMs, everyMs }) => {
    const every = `every ${duration(everyMs)
      .replace(/^1 min$/, "minute")
      .replace(/^1 h$/, "hour")}`
    return forMs === undefined ? every : `${every} for ${duration(forMs)}`
  })
  return legs.length > 1 ? `${legs.slice(0, -1).join(", ")}, then ${legs.at(-1)}` : legs.join()
}

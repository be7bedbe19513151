import { z } from "@medusajs/framework/zod"

/** A schema as JSON schema, with what `.meta()` said: `description`, `unit`, `form`, `absent`. */
export type Node = z.core.JSONSchema.JSONSchema

/** One field as its schema tells of it. */
export interface Field {
  /** Its name with those of the objects around it: `job.budgetMs`, and `unpaid[].everyMs` within a list. */
  readonly name: string
  readonly node: Node
  readonly required: boolean
}

/** The schema as a person has to write it: with defaults, not with what they become. */
export function written(schema: z.ZodType): Node {
  return z.toJSONSchema(schema, { io: "input" })
}

/** An object's own fields. */
export function fieldsOf(node: Node): Field[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, field]) =>
    isNode(field) ? [{ name, node: field, required: node.required?.includes(name) ?? false }] : [],
  )
}

/** An object's fields, and theirs, and those of what its lists hold. */
export function allFieldsOf(node: Node, prefix = ""): Field[] {
  return fieldsOf(node).flatMap((field) => {
    const name = `${prefix}${field.name}`
    const variants = [field.node, ...(field.node.anyOf ?? [])].filter(isNode)
    const items = variants.flatMap((variant) => (isNode(variant.items) ? [variant.items] : []))
    return [
      { ...field, name },
      ...variants.flatMap((variant) => allFieldsOf(variant, `${name}.`)),
      ...items.flatMap((item) => allFieldsOf(item, `${name}[].`)),
    ]
  })
}

/** What may be written, in words: the schema's bounds, and what it says itself where it has none. */
export function valueOf(node: Node): string {
  const kinds = (node.anyOf ?? [node]).filter(isNode)
  const value =
    said(node, "form") ?? kinds.map((kind) => kindOf(kind, said(node, "unit"))).join(" or ")
  return node.maxLength === undefined
    ? value
    : `${value}, at most ${figure(node.maxLength)} characters`
}

/** What the schema says of itself under that name. */
export function said(node: Node, name: "unit" | "form" | "absent"): string | null {
  const text = node[name]
  return typeof text === "string" ? text : null
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

export function code(text: string): string {
  return `\`${text}\``
}

export function figure(amount: number): string {
  return amount.toLocaleString("en-US")
}

function kindOf(node: Node, unit: string | null): string {
  if (node.const !== undefined) return code(JSON.stringify(node.const))
  if (node.enum !== undefined) return node.enum.map((one) => code(JSON.stringify(one))).join(" or ")
  switch (node.type) {
    case "boolean":
      return "`true` or `false`"
    case "integer":
      return [range(node), unit].filter(Boolean).join(" ")
    case "null":
      return "`null`"
    case "array":
      return list(node, unit)
    case "object":
      return "object"
    default:
      return "text"
  }
}

function list(node: Node, unit: string | null): string {
  const items = isNode(node.items)
    ? kindOf(node.items, unit).replaceAll(" or `", ", `")
    : "anything"
  return `list of ${items}${node.minItems === 1 ? ", at least one" : ""}`
}

function range(node: Node): string {
  const least = node.minimum ?? Number(node.exclusiveMinimum ?? 0) + 1
  const most = node.maximum ?? Number.MAX_SAFE_INTEGER
  return most === Number.MAX_SAFE_INTEGER
    ? `${figure(least)} or more`
    : `${figure(least)} to ${figure(most)}`
}

/** What a subject may speak of. */
export const SUBJECT_PLACEHOLDERS = ["store", "cart_id", "item", "items"] as const

export type SubjectPlaceholder = (typeof SUBJECT_PLACEHOLDERS)[number]

const BRACES = /\{([^{}]*)\}/g

/** The names in braces that are none of ours. */
export function unknownPlaceholders(template: string): string[] {
  const known: readonly string[] = SUBJECT_PLACEHOLDERS
  return [...template.matchAll(BRACES)]
    .filter(([, name = ""]) => !known.includes(name))
    .map(([braces]) => braces)
}

/** Whether the template speaks of this; who does not ask need not look it up. */
export function speaksOf(template: string, name: SubjectPlaceholder): boolean {
  return template.includes(`{${name}}`)
}

/** The template with its names replaced. Null when one of them is not known: half a sentence helps nobody. */
export function filledIn(
  template: string,
  facts: Readonly<Partial<Record<SubjectPlaceholder, string>>>,
): string | null {
  let complete = true
  const text = template.replace(BRACES, (braces, name: string) => {
    const placeholder = SUBJECT_PLACEHOLDERS.find((one) => one === name)
    const value = placeholder === undefined ? braces : facts[placeholder]
    if (value === undefined) complete = false
    return value ?? ""
  })
  return complete ? text : null
}

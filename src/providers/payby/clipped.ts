/**
 * A text made fit for one of PayBy's fields: one line, no longer than the limit, no character cut in
 * half. Undefined when nothing is left.
 *
 * @param limit in UTF-16 units, as PayBy's Java counts
 */
export function clipped(text: string | undefined, limit: number): string | undefined {
  const line = (text ?? "").replace(/[\p{C}\s]+/gu, " ").trim()
  let kept = ""
  for (const character of line) {
    if (kept.length + character.length > limit) break
    kept += character
  }
  return kept.trim() || undefined
}

/** A key's text, taken apart before anyone tries to understand it. */
export interface KeyText {
  /** "PRIVATE KEY", "RSA PRIVATE KEY", "PUBLIC KEY", …; null for bare Base64. */
  readonly label: string | null
  /** Null when there is nothing that could be a key. */
  readonly der: Buffer | null
  readonly encrypted: boolean
}

const PEM = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/

/**
 * Keys arrive through files, environment variables and clipboards: with real line breaks, with "\n" as text,
 * with blanks where the breaks were, or without their first and last line.
 */
export function readKeyText(raw: string): KeyText {
  const text = raw.replace(/\\r|\\n/g, "\n")
  const match = PEM.exec(text)
  const label = match?.[1] ?? null
  const content = match ? (match[2] ?? "") : text

  const encrypted = label === "ENCRYPTED PRIVATE KEY" || /Proc-Type:.*ENCRYPTED/.test(content)
  const packed = content.replace(/\s+/g, "")
  const der = BASE64.test(packed) ? Buffer.from(packed, "base64") : null
  return { label, der, encrypted }
}

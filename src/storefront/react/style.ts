import type { CSSProperties } from "react"

/**
 * Plain enough for any shop, and changed by custom properties: `--payby-accent`, `--payby-on-accent`,
 * `--payby-muted`, `--payby-line`, `--payby-radius`. Logical properties mirror for Arabic.
 */
const ACCENT = "var(--payby-accent, #0a6e6a)"
const RADIUS = "var(--payby-radius, .75rem)"

const pressed: CSSProperties = {
  boxSizing: "border-box",
  display: "inline-block",
  minBlockSize: "3rem",
  paddingBlock: ".7rem",
  paddingInline: "1.25rem",
  border: 0,
  borderRadius: RADIUS,
  font: "inherit",
  fontWeight: 600,
  textAlign: "center",
  textDecoration: "none",
  cursor: "pointer",
}

export const style = {
  button: {
    ...pressed,
    inlineSize: "100%",
    background: ACCENT,
    color: "var(--payby-on-accent, #fff)",
  },
  second: {
    ...pressed,
    inlineSize: "100%",
    background: "none",
    color: ACCENT,
    border: `1px solid ${ACCENT}`,
  },
  quiet: { ...pressed, background: "none", color: "var(--payby-muted, #5c6b7a)", fontWeight: 500 },
  list: { display: "grid", gap: ".75rem" },
  panel: { display: "grid", gap: "1rem", justifyItems: "center", textAlign: "center" },
  // A code is read by machines: dark on light, whatever the theme.
  code: {
    boxSizing: "border-box",
    inlineSize: "min(16rem, 100%)",
    blockSize: "auto",
    background: "#fff",
    border: "1px solid var(--payby-line, #e3e8ee)",
    borderRadius: RADIUS,
  },
  frame: {
    boxSizing: "border-box",
    inlineSize: "100%",
    blockSize: "min(44rem, 85vh)",
    border: "1px solid var(--payby-line, #e3e8ee)",
    borderRadius: RADIUS,
  },
  said: { margin: 0 },
  small: { margin: 0, color: "var(--payby-muted, #5c6b7a)", fontSize: ".9375rem" },
  time: { fontVariantNumeric: "tabular-nums" },
  alert: { marginBlock: ".75rem 0", marginInline: 0 },
} satisfies Record<string, CSSProperties>

import { correction, generate } from "lean-qr"
import { toSvgPath } from "lean-qr/extras/svg"

/** The light margin readers need around a code, in modules (ISO/IEC 18004). */
const QUIET = 4

/** A QR code to be drawn as one SVG path. */
export interface QrDrawing {
  /** For `viewBox`: the margin is inside. */
  readonly viewBox: string
  /** For the `d` of a path: the dark modules. The ground has to be light, also in a dark theme. */
  readonly path: string
}

/** Draws a text as a QR code that a phone reads off a screen. */
export function qrDrawing(text: string): QrDrawing {
  const code = generate(text, { minCorrectionLevel: correction.M })
  const size = code.size + 2 * QUIET
  return { viewBox: `${-QUIET} ${-QUIET} ${size} ${size}`, path: toSvgPath(code) }
}

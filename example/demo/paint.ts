/** Colour where somebody sees it: a terminal, unless NO_COLOR asks for none. */
const colourful =
  Boolean(process.env.FORCE_COLOR) || (process.stdout.isTTY && !process.env.NO_COLOR)

const painter = (code: string) => (text: string) =>
  colourful ? `\u001b[${code}m${text}\u001b[0m` : text

export const bold = painter("1")
export const dim = painter("2")
export const green = painter("32")
export const yellow = painter("33")
export const blue = painter("34")
export const magenta = painter("35")
export const cyan = painter("36")
export const red = painter("31")

import type * as Options from "../../src/modules/payby/options"

const { parseOptions: parse } = jest.requireActual<typeof Options>(
  "../../src/modules/payby/options",
)
let settings: Options.PayBySettings | undefined

/** Reading the keys takes a millisecond, and the options are the same in all histories. */
export const parseOptions: typeof parse = (options) => (settings ??= parse(options))

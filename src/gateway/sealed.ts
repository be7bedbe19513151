import { inspect } from "node:util"

/**
 * Gives an object one harmless way of being printed, whoever prints it: console, a logger, a test's diff.
 * JSON is left alone, since some of these objects are stored.
 */
export function printedAs<T extends object>(object: T, print: () => string): T {
  Object.defineProperty(object, inspect.custom, { value: print, enumerable: false })
  return object
}

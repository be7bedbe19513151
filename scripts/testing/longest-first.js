const { default: Sequencer } = require("@jest/test-sequencer")

/** The longest files of integration tests, so that none of them is begun when the others have ended. */
const LONGEST = [
  "one-store",
  "refunds",
  "acceptance",
  "two-instances",
  "admin-pages",
  "lab",
  "core-histories",
  "storefront",
  "histories",
  "program",
].map((name) => `integration-tests/${name}.spec.ts`)

/** @param {import("@jest/test-result").Test} test */
function place({ path }) {
  const at = LONGEST.findIndex((file) => path.replaceAll("\\", "/").endsWith(file))
  return at < 0 ? LONGEST.length : at
}

/** Jest goes by what it remembers of earlier runs, which a fresh clone has not, and else by the size of files. */
module.exports = class LongestFirst extends Sequencer {
  /**
   * @override
   * @param {import("@jest/test-result").Test[]} tests
   */
  async sort(tests) {
    return [...(await super.sort(tests))].sort((a, b) => place(a) - place(b))
  }
}

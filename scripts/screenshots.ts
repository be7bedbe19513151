import { join } from "node:path"

/**
 * `npm run screenshots`: drives the admin's pages as the tests do, and keeps a picture of each in both
 * languages for the docs.
 */
process.env.ADMIN_SCREENSHOTS = join(__dirname, "..", "docs", "images", "admin")
process.argv.push("integration-tests/admin-pages.spec.ts")
// The tests' own command reads both when it is loaded, hence not before this point.
// eslint-disable-next-line @typescript-eslint/no-require-imports
require("./test")

import { join } from "node:path"

/**
 * `npm run screenshots`: drives the admin's pages and the example shop as the tests do, and keeps the
 * pictures that the docs show.
 */
const IMAGES = join(__dirname, "..", "docs", "images")
process.env.ADMIN_SCREENSHOTS = join(IMAGES, "admin")
process.env.STOREFRONT_SCREENSHOTS = join(IMAGES, "storefront")
process.argv.push("integration-tests/admin-pages.spec.ts", "integration-tests/storefront.spec.ts")
// The tests' own command reads all of it when it is loaded, hence not before this point.
// eslint-disable-next-line @typescript-eslint/no-require-imports
require("./test")

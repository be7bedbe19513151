// Imports point one way: whoever wakes the settlement up → the settlement → the ledger → the
// gateway. The simulator is the other side of the wire and shares nothing with us, so that one
// mistake cannot pass on both sides.

/** What each folder of `src` may import from, besides itself. */
const MAY_IMPORT = {
  gateway: [],
  simulator: [],
  "modules/payby": ["gateway"],
  settlement: ["modules/payby", "gateway"],
  checkout: ["settlement", "modules/payby", "gateway"],
  providers: ["settlement", "modules/payby", "gateway"],
  workflows: ["settlement", "modules/payby", "gateway"],
  "back-office": ["settlement", "modules/payby", "gateway", "api/admin/payby/contract"],
  subscribers: ["workflows", "settlement", "modules/payby", "gateway"],
  jobs: ["workflows", "settlement", "modules/payby", "gateway"],
  api: ["back-office", "workflows", "checkout", "settlement", "modules/payby", "gateway"],
  scripts: [
    "back-office",
    "workflows",
    "settlement",
    "modules/payby",
    "gateway",
    "api/admin/payby/contract",
  ],
  // Types only: the admin speaks to the server over HTTP.
  admin: ["api/admin/payby/contract"],
  // Types only, too: the kit runs in browsers.
  storefront: ["api/store/payby/contract.ts"],
}

/** Folders whose tests may stand a simulated PayBy on the other side of the wire. */
const TESTED_AGAINST_SIMULATOR = new Set(
  Object.keys(MAY_IMPORT).filter((folder) => folder !== "simulator"),
)

/**
 * The zones of `import-x/no-restricted-paths`.
 *
 * @param {{ tests: boolean }} files for test files, or for those that are shipped
 */
export function forbiddenImports({ tests }) {
  const inside = Object.entries(MAY_IMPORT).map(([folder, allowed]) => {
    const simulator = tests && TESTED_AGAINST_SIMULATOR.has(folder) ? ["simulator"] : []
    return {
      target: `./src/${folder}`,
      from: "./src",
      except: [folder, ...allowed, ...simulator].map((path) => `./${path}`),
      message: `src/${folder} may import from ${[...allowed, ...simulator].join(", ") || "nothing of ours"} only.`,
    }
  })
  const outside = {
    target: "./src",
    from: ["./example", "./scripts", "./integration-tests", "./bench"],
    message: "What is shipped does not import what is not.",
  }
  return [...inside, outside]
}

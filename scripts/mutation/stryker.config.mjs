import { fileURLToPath } from "node:url"

/**
 * Changes the gateway and the decisions about orders and refunds a little, one place at a time, and sees
 * whether a unit test fails.
 */
export default {
  packageManager: "npm",
  plugins: [fileURLToPath(import.meta.resolve("@stryker-mutator/jest-runner"))],
  testRunner: "jest",
  jest: { configFile: "scripts/mutation/jest.config.js" },
  coverageAnalysis: "perTest",
  // What a module does once, when it is loaded, would have every test run anew for each change of it.
  ignoreStatic: true,
  // What is said to people may change: tests of the words would repeat them.
  mutator: { excludedMutations: ["StringLiteral"] },
  reporters: ["json", "progress-append-only"],
  jsonReporter: { fileName: "scripts/mutation/.out/report.json" },
  tempDirName: "scripts/mutation/.out/sandbox",
  concurrency: 2,
}

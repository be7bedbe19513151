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
  mutate: [
    "src/gateway/*.ts",
    "!src/gateway/*.test.ts",
    "!src/gateway/*.test-support.ts",
    "src/modules/payby/{agreement,next-move,pace,payment-facts,refund-request,scene-grants}.ts",
    "src/modules/payby/{closing,completion-turns,order-watch,work-in-hand}.ts",
    "src/modules/payby/ledger/together.ts",
    "src/settlement/{being-recorded,has-money,may-settle}.ts",
  ],
  reporters: ["json", "progress-append-only"],
  jsonReporter: { fileName: "scripts/mutation/.out/report.json" },
  tempDirName: "scripts/mutation/.out/sandbox",
  concurrency: 2,
}

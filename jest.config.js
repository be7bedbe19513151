const common = {
  testEnvironment: "node",
  modulePathIgnorePatterns: ["<rootDir>/.medusa/", "<rootDir>/scripts/mutation/"],
  transform: {
    "^.+\\.[jt]sx?$": [
      "@swc/jest",
      {
        jsc: {
          parser: { syntax: "typescript", decorators: true, tsx: true },
          transform: {
            legacyDecorator: true,
            decoratorMetadata: true,
            react: { runtime: "automatic" },
          },
          target: "es2021",
        },
      },
    ],
  },
}

// What boots Medusa needs PostgreSQL: `npm test` starts one, a bare `jest` does not.
const withMedusa = {
  ...common,
  setupFiles: ["<rootDir>/integration-tests/support/setup.ts"],
  setupFilesAfterEnv: ["<rootDir>/integration-tests/support/time-limit.ts"],
}

/** @type {import("jest").Config} */
module.exports = {
  testSequencer: "<rootDir>/scripts/testing/longest-first.js",
  projects: [
    {
      ...common,
      displayName: "unit",
      testMatch: ["<rootDir>/{src,scripts,example,bench}/**/*.test.{ts,tsx}"],
    },
    {
      ...withMedusa,
      displayName: "integration",
      testMatch: ["<rootDir>/integration-tests/**/*.spec.ts"],
      testPathIgnorePatterns: ["/node_modules/", "<rootDir>/integration-tests/heavy/"],
    },
    {
      ...withMedusa,
      displayName: "heavy",
      testMatch: ["<rootDir>/integration-tests/heavy/**/*.spec.ts"],
    },
  ],
}

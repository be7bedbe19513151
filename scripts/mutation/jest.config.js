const { projects } = require("../../jest.config.js")

/** Unit tests of what is changed, as one project: the mutation tester knows of no more. */
module.exports = Object.assign({}, projects?.[0], {
  displayName: undefined,
  rootDir: "../..",
  testMatch: [`<rootDir>/src/${process.env.JUDGES}/**/*.test.ts`],
})

import { add, emptyTally, report } from "./tally"

describe("what a run of tests says last", () => {
  it("names every failed test with what it said first, and the reason of those that were skipped", () => {
    const tally = emptyTally()
    add(tally, {
      numPassedTests: 1,
      numFailedTests: 1,
      numRuntimeErrorTestSuites: 0,
      testResults: [
        {
          name: "/store.spec.ts",
          message: "● a refund is sent once",
          assertionResults: [
            { status: "passed", fullName: "a payment is taken once", failureMessages: [] },
            {
              status: "failed",
              fullName: "a refund is sent once",
              failureMessages: ["\nSent 2\nat"],
            },
            {
              status: "pending",
              fullName: "two instances (skipped: redis-server is missing)",
              failureMessages: [],
            },
          ],
        },
      ],
    })

    expect(report(tally)).toBe(
      [
        "\nSkipped, redis-server is missing:",
        "  two instances (skipped: redis-server is missing)",
        "\nFailed:",
        "  a refund is sent once: Sent 2",
        "\n1 passed, 1 failed, 1 skipped\n",
      ].join("\n"),
    )
  })

  it("counts a file that could not be loaded as a failure, by its name", () => {
    const tally = emptyTally()
    add(tally, {
      numPassedTests: 0,
      numFailedTests: 0,
      numRuntimeErrorTestSuites: 1,
      testResults: [
        { name: "/store.spec.ts", message: "Cannot find module", assertionResults: [] },
      ],
    })

    expect(report(tally)).toContain("Failed:\n  /store.spec.ts: Cannot find module\n")
    expect(tally.failed).toBe(1)
  })
})

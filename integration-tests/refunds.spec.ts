import { afterwards } from "./refunds/afterwards"
import { everyFault } from "./refunds/every-fault"
import { intentions } from "./refunds/intentions"
import { theShop } from "./support/the-shop"

// Whoever asks for a refund waits shortly here, so that many outcomes stay unknown.
const shop = theShop({
  policy: JSON.stringify({ refundAnswerMs: 500, refunds: [{ everyMs: 1_000 }] }),
  deadlineMs: 1_000,
  simulator: { refundSettlesAfterMs: 100, refundSucceedsAfterMs: 200 },
})

describe("a refund", () => {
  intentions(shop)
  afterwards(shop)
  everyFault(shop)
})

import { PATIENT } from "./histories/quick-policy"
import { healing } from "./lab/healing"
import { TOO_LATE_MS } from "./lab/ways"
import { theShop } from "./support/the-shop"

const shop = theShop({
  policy: JSON.stringify(PATIENT),
  deadlineMs: TOO_LATE_MS - 500,
  simulator: { refundSettlesAfterMs: 100, refundSucceedsAfterMs: 200 },
})
healing(shop)

import { setTimeout as wait } from "node:timers/promises"
import type { MerchantOrderNo } from "../../gateway"
import { drive } from "../../settlement"
import type { Context, FirstOfAll } from "../../settlement"

/** How often, and how long after each other (ms), a person's request for a busy order is repeated. */
const TURNS = 12
const BETWEEN_MS = 250

/** Works on an order for one of the staff, as soon as nobody else does; false when it stays busy. */
export async function takeTurn(
  ctx: Context,
  no: MerchantOrderNo,
  firstOfAll?: FirstOfAll,
): Promise<boolean> {
  for (let turn = 1; turn < TURNS; turn++) {
    if (await drive(ctx, no, "staff", firstOfAll)) return true
    await wait(BETWEEN_MS)
  }
  return drive(ctx, no, "staff", firstOfAll)
}

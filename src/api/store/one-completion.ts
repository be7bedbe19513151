import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { collectionOfCart } from "../../checkout"
import { contextOf } from "../../settlement"
import type { Context } from "../../settlement"

/** As long as the core itself waits for its lock on a cart, milliseconds. */
const PATIENCE_MS = 30_000

/** How often it is looked whether a route that nobody waits for has answered, milliseconds. */
const LOOK_MS = 250

/**
 * Lets nobody complete a cart, or replace the session it is completed with, while a shopper or a
 * settlement completes it, in whatever instance. Medusa's lock on a cart is the instance's own unless its
 * locking module is shared, and sessions are created without any. Carts without PayBy pass untouched.
 */
export const oneCompletion: MiddlewareRoute[] = [
  {
    matcher: "/store/carts/:id/complete",
    methods: ["POST"],
    middlewares: [inTurn(collectionOfCart)],
  },
  {
    matcher: "/store/payment-collections/:id/payment-sessions",
    methods: ["POST"],
    middlewares: [inTurn(async (_ctx, id) => id)],
  },
]

function inTurn(collectionOf: (ctx: Context, id: string) => Promise<string | null>) {
  return async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) => {
    const ctx = contextOf(req.scope)
    const collectionId = await collectionOf(ctx, String(req.params["id"]))
    if (collectionId === null || (await ctx.payby.orders.ofCollection(collectionId)).length === 0) {
      next()
      return
    }
    const closed = new Promise<void>((done) => res.once("close", () => done()))
    const turn = await ctx.payby.turns.wait(collectionId, PATIENCE_MS)
    if (turn === null) {
      throw new MedusaError(
        MedusaError.Types.CONFLICT,
        "This cart is being completed already. Ask for it again in a moment.",
      )
    }
    // A shopper who hung up does not end what the core is doing.
    void closed.then(() => answered(res)).then(() => turn.end())
    next()
  }
}

/** Resolves when the route has written its answer, whether anybody reads it or not. */
async function answered(res: MedusaResponse): Promise<void> {
  while (!res.writableEnded) {
    await new Promise<void>((done) => void setTimeout(done, LOOK_MS).unref())
  }
}

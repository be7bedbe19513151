import type { SeededFault } from "./fault"

const STORE = "integration-tests/one-store.spec.ts"

/** What takes two misfortunes: something fails, and what was to repair it fails, hangs or is overtaken. */
export const TWO_THINGS_BROKEN: readonly SeededFault[] = [
  {
    name: "refund-told-to-another-order",
    promise: "An order is told of the refunds of its own payment, and of no other one's",
    file: "src/settlement/refunds/tell-order.ts",
    guard: "orderOn(payment, view)\n",
    instead: "(view.orders.find(({ cancelled }) => !cancelled) ?? null)\n",
    spec: STORE,
    test: "goes back, and the cart's new order is told nothing of it",
  },
  {
    name: "refund-recorded-in-another-order",
    promise: "A refund that Medusa lost is recorded without telling another payment's order",
    file: "src/settlement/refunds/in-medusa.ts",
    guard: "  } else if (hasOrder(view)) {\n",
    instead: "  } else if (Date.now() === 0) {\n",
    spec: STORE,
    test: "goes back, and the cart's new order is told nothing of it",
  },
  {
    name: "contradiction-forgotten",
    promise:
      "A payment that PayBy denied before is followed although PayBy cannot be asked just now",
    file: "src/modules/payby/correspondence.ts",
    guard: `        if (source === "notification") {\n`,
    instead: "        if (Date.now() === 0) {\n",
    spec: STORE,
    test: "goes back although PayBy could not be asked when it contradicted itself",
  },
  {
    name: "session-left-for-another-completion",
    promise: "Money that is wanted back cannot complete its cart in the same moment",
    file: "src/settlement/settle.ts",
    guard: `  if (view !== null && reason === "not-completed") await forgetSession(ctx, order, view)\n`,
    instead: "",
    spec: STORE,
    test: "is forgotten by the cart in the moment in which its money is wanted back",
  },
  {
    name: "completed-with-a-strange-session",
    promise: "A settlement completes a cart with no session but its own",
    file: "src/settlement/make-true.ts",
    guard: "  if (session === null) return\n  await deleteSiblings(ctx, session, view)\n",
    instead: "",
    spec: STORE,
    test: "does not become an order by another provider's session, which nobody has chosen",
  },
  {
    name: "double-cancelled-at-the-others-cost",
    promise: "Cancelling one of two orders on one payment does not take the other's money",
    file: "src/settlement/settle.ts",
    guard: "    await unlinkDoubles(ctx, order, view)\n",
    instead: "",
    spec: STORE,
    test: "when two orders stand on one payment, of which the other can be cancelled for nothing",
  },
  {
    name: "deleted-order-made-anew",
    promise: "An order that somebody deletes after it was settled is not made once more",
    file: "src/settlement/settle.ts",
    guard: `  if (order.settlement === "settled" && !hasOrder(view)) {\n`,
    instead: "  if (Date.now() === 0) {\n",
    spec: STORE,
    test: "when somebody deletes an order that was settled, and the cart makes no other",
  },
  {
    name: "turn-ends-with-the-connection",
    promise: "A shopper who hangs up does not end the turn of what the core is doing for them",
    file: "src/api/store/one-completion.ts",
    guard: "closed.then(() => answered(res))",
    instead: "closed",
    spec: STORE,
    test: "is kept for the shopper who hung up until the core is done with it, and then free at once",
  },
  {
    name: "hanging-turn-kept-for-ever",
    promise: "A completion that hangs does not keep its cart from being settled for ever",
    file: "src/modules/payby/completion-turns.ts",
    guard: "      if (this.clock().getTime() >= keptUntil) return clearInterval(heartbeat)\n",
    instead: "",
    spec: "src/modules/payby/completion-turns.test.ts",
    test: "comes when the work before has hung for five minutes, and not earlier",
  },
]

import { aed, merchantOrderNo } from "../../gateway"
import type { PayByOrder } from "./ledger/order"

/** Noon of some day; tests count from here. */
export const START = new Date("2026-03-01T12:00:00Z")

export function after(ms: number, from: Date = START): Date {
  return new Date(from.getTime() + ms)
}

/** An order as it stands the moment its link was handed out, but for what a test changes. */
export function anOrder(changes: Partial<PayByOrder> = {}): PayByOrder {
  return {
    id: "pborder_1",
    merchantOrderNo: merchantOrderNo("20260301120000-abcdefgh01234567"),
    partnerId: "200000000001",
    payeeMid: "200000000001",
    providerId: "pp_payby_payby",
    collectionId: "pay_col_1",
    sessionId: "payses_1",
    capturedSessionId: null,
    capturedAt: null,
    amount: aed("141.75"),
    scene: "PAYPAGE",
    terms: "{}",
    placedAt: START,
    linkHandedOutAt: START,
    payUrl: "https://checkout.payby.example/pay?ft=1",
    scannedAt: null,
    paybyOrderNo: "131587112991000943",
    status: "CREATED",
    statusAt: START,
    statusSource: "answer",
    paidAt: null,
    absentAt: null,
    revoked: false,
    paymentInfo: null,
    chargebacks: [],
    intent: "collect",
    intentAt: START,
    intentReason: null,
    settlement: null,
    settlingAt: null,
    expiresAt: after(30 * 60_000),
    releasedAt: null,
    lookedAt: null,
    attempts: 0,
    nextLookAt: START,
    attention: null,
    attentionAt: null,
    trouble: null,
    cancelNotedAt: null,
    awaitedUntil: null,
    revokeSentAt: null,
    finishedAt: null,
    createdAt: START,
    ...changes,
  }
}

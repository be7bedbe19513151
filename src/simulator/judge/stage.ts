import type { CallRecord } from "../calls"
import type { CallFault, PlannedCallFault } from "../faults"
import type { NotificationFault } from "../notification-types"
import type { Simulator } from "../simulator"
import type { CaseNumber } from "./cases"

/** How PayBy and the payer play their part in a case. */
interface Script {
  /** What becomes of placeOrder. */
  readonly placing?: CallFault
  /** What becomes of later calls about the order. */
  readonly then?: Omit<PlannedCallFault, "merchantOrderNo">
  /** The payer pays once placeOrder and so many queries were answered; never, when absent. */
  readonly paysAfterQueries?: number
}

const SYSTEM_ERROR: CallFault = { kind: "code", code: "500" }
/** Far more than any merchant tries while somebody watches. */
const ALWAYS = 10_000
/** Enough for the answer to the call before the payment to arrive first, as it usually does. */
const A_MOMENT_LATER: NotificationFault = { kind: "delay", ms: 1_000 }

const SCRIPTS: Readonly<Record<CaseNumber, Script>> = {
  "001": { paysAfterQueries: 3 },
  "002": {},
  // An error before anything happened, and an order that was made although no answer came.
  "003": { placing: SYSTEM_ERROR },
  "004": { placing: { kind: "hang", effect: true } },
  "005": { then: { call: "cancelOrder", times: 2, fault: SYSTEM_ERROR } },
  "006": { then: { call: "cancelOrder", times: ALWAYS, fault: SYSTEM_ERROR } },
  // Paid only after a query succeeded: the notification must not be why the store asks a third time.
  "007": { then: { call: "getOrder", times: 2, fault: SYSTEM_ERROR }, paysAfterQueries: 3 },
  "008": { then: { call: "getOrder", times: ALWAYS, fault: SYSTEM_ERROR } },
  "009": { paysAfterQueries: 0 },
}

/** A case that waits for its order, or is being played with it. */
export interface StagedCase {
  /** The number of the order that the case is played with, as soon as PayBy gets it. */
  readonly merchantOrderNo: Promise<string>
  /** The payer does nothing from now on. Faults that wait for the order stay. */
  end(): void
}

/**
 * Plays one of PayBy's acceptance cases with the next new order. Several cases may be under way at a
 * time, but each has to have its order before the next one is staged.
 */
export function stageCase(simulator: Simulator, number: CaseNumber): StagedCase {
  const script = SCRIPTS[number]
  const known = new Set(simulator.calls({ call: "placeOrder" }).map((call) => call.merchantOrderNo))
  if (script.placing) simulator.faults.add({ call: "placeOrder", fault: script.placing })
  let end = () => {}
  const merchantOrderNo = new Promise<string>((resolve) => {
    let no: string | null = null
    let queries = 0
    end = simulator.onCall((call) => {
      if (no === null) {
        no = newNumber(call, known)
        if (no === null) return
        prepare(simulator, script, no)
        resolve(no)
        if (script.paysAfterQueries === undefined) end()
      } else if (call.call === "getOrder" && call.merchantOrderNo === no) {
        queries += 1
      } else {
        return
      }
      if (queries !== script.paysAfterQueries) return
      end()
      // Rejects when the order cannot be paid any more, which the judge then sees for itself.
      simulator.pay(no).catch(() => undefined)
    })
  })
  return { merchantOrderNo, end: () => end() }
}

function newNumber(call: CallRecord, known: ReadonlySet<string | null>): string | null {
  const isNew = call.call === "placeOrder" && !known.has(call.merchantOrderNo)
  return isNew ? call.merchantOrderNo : null
}

function prepare(simulator: Simulator, script: Script, merchantOrderNo: string): void {
  const { then } = script
  if (then) simulator.faults.add({ ...then, merchantOrderNo })
  if (script.paysAfterQueries !== undefined) {
    simulator.notifications.add({ about: "payment", merchantOrderNo, fault: A_MOMENT_LATER })
  }
}

import {
  caseRecord,
  stageCase,
  type CaseNumber,
  type CaseRecord,
  type MerchantEvidence,
  type Simulator,
} from "../../src/simulator"
import type { OwnRecord } from "./own-record"

/** The other side of a case: whoever plays PayBy and the payer, and what was recorded of the calls. */
export interface PayBysSide {
  /** Whether its record shows everything that the rules are about. */
  readonly seesAll: boolean
  /** The next order that is placed is the case's. Resolves with its number once it is placed. */
  stage(number: CaseNumber): Promise<string>
  record(merchantOrderNo: string, evidence: Evidence): CaseRecord
}

/** What the merchant knows besides the calls. */
export interface Evidence extends MerchantEvidence {
  /** What the cart came to, in fils. */
  readonly fils?: number
}

/** The simulated PayBy plays every case by itself and keeps a complete record. */
export function simulated(simulator: Simulator): PayBysSide {
  return {
    seesAll: true,
    stage: (number) => stageCase(simulator, number).merchantOrderNo,
    record: (no, { told, processed }) => caseRecord(simulator, no, { told, processed }),
  }
}

/** A PayBy that plays its part out of our sight: there is only our own record. */
export function real(own: OwnRecord): PayBysSide {
  return {
    seesAll: false,
    stage: () => own.nextOrder(),
    record: (no, evidence) => own.of(no, evidence),
  }
}

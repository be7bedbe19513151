import { knownRefundOrderNo } from "../../gateway"
import type { RefundOrderNo } from "../../gateway"

/** Who wrote a refund into Medusa's books afterwards. Medusa's routes put the staff's own id here. */
const RECORDER = "medusa-payment-payby"
const NOTE = /^PayBy refund ([\w-]{1,64}), recorded afterwards$/

/** How our own provider knows that it is asked to record a refund, not to send one. */
export function recordingMark(no: RefundOrderNo): { created_by: string; note: string } {
  return { created_by: RECORDER, note: `PayBy refund ${no}, recorded afterwards` }
}

/** The refund that a row of Medusa's records; null: the row asks for a new one. */
export function recordedRefund(row: {
  created_by?: string | null
  note?: string | null
}): RefundOrderNo | null {
  const no = row.created_by === RECORDER ? NOTE.exec(row.note ?? "")?.[1] : undefined
  return no === undefined ? null : knownRefundOrderNo(no)
}
